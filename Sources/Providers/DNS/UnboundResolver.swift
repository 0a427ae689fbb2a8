import CUnbound
package import Commerce
package import Foundation

/// Asks through libunbound, on threads of its own: a question takes as long as somebody else's name server.
package struct UnboundResolver: DNSResolver {
    private let server: DNSServer?
    private let timeout: TimeInterval
    private let threads: OperationQueue

    /// - Parameter server: asked instead of the name servers in `/etc/resolv.conf`.
    package init(server: DNSServer? = nil, timeout: TimeInterval = 8) {
        self.server = server
        self.timeout = timeout
        threads = OperationQueue()
        threads.name = "sellusgenie.dns"
        threads.maxConcurrentOperationCount = 4
    }

    package func textRecords(of name: String) async -> DNSAnswer {
        let (server, timeout) = (server, timeout)
        return await withCheckedContinuation { continuation in
            threads.addOperation {
                continuation.resume(returning: UnboundQuestion(server: server).ask(name, within: timeout))
            }
        }
    }
}

/// One question in a context of its own, which remembers nothing: a record that was just set is seen at once.
private struct UnboundQuestion {
    /// RFC 1035's numbers.
    private static let text: Int32 = 16
    private static let internet: Int32 = 1
    private static let noError: Int32 = 0
    private static let noSuchName: Int32 = 3

    let server: DNSServer?

    func ask(_ name: String, within timeout: TimeInterval) -> DNSAnswer {
        guard let context = ub_ctx_create() else { return .unanswered }
        defer { ub_ctx_delete(context) }
        guard configure(context) else { return .unanswered }
        let answer = Answer()
        var number: Int32 = 0
        let asked = ub_resolve_async(
            context, name, Self.text, Self.internet, Unmanaged.passUnretained(answer).toOpaque(),
            { target, error, result in
                guard let target else { return }
                Unmanaged<Answer>.fromOpaque(target).takeUnretainedValue().arrive(error, result)
            }, &number)
        guard asked == 0 else { return .unanswered }
        let deadline = Date() + timeout
        while answer.value == nil, deadline.timeIntervalSinceNow > 0 {
            wait(for: context, milliseconds: Int32(deadline.timeIntervalSinceNow * 1_000) + 1)
        }
        if answer.value == nil { ub_cancel(context, number) }
        return answer.value ?? .unanswered
    }

    private func configure(_ context: OpaquePointer) -> Bool {
        // A thread and not a fork, which would take our sockets along.
        guard ub_ctx_async(context, 1) == 0 else { return false }
        guard let server else { return ub_ctx_resolvconf(context, nil) == 0 }
        // libunbound would not ask a server on this machine.
        return ub_ctx_set_option(context, "do-not-query-localhost:", "no") == 0
            && ub_ctx_set_fwd(context, server.address) == 0
    }

    private func wait(for context: OpaquePointer, milliseconds: Int32) {
        var descriptor = pollfd(fd: ub_fd(context), events: Int16(POLLIN), revents: 0)
        if poll(&descriptor, 1, milliseconds) > 0 { ub_process(context) }
    }

    /// Where libunbound puts what came; used by one thread.
    private final class Answer {
        var value: DNSAnswer?

        func arrive(_ error: Int32, _ result: UnsafeMutablePointer<ub_result>?) {
            defer { ub_resolve_free(result) }
            guard error == 0, let result else {
                value = .unanswered
                return
            }
            switch result.pointee.rcode {
            case UnboundQuestion.noError, UnboundQuestion.noSuchName: value = .records(UnboundQuestion.texts(result))
            default: value = .unanswered
            }
        }
    }

    /// A record is one or more strings, each after a byte with its length (RFC 1035, 3.3.14).
    private static func texts(_ result: UnsafeMutablePointer<ub_result>) -> [String] {
        guard result.pointee.havedata != 0, let data = result.pointee.data, let lengths = result.pointee.len else {
            return []
        }
        var texts: [String] = []
        var index = 0
        while let record = data[index] {
            let bytes = UnsafeRawBufferPointer(start: record, count: Int(lengths[index]))
            texts.append(joined(bytes))
            index += 1
        }
        return texts
    }

    private static func joined(_ bytes: UnsafeRawBufferPointer) -> String {
        var text: [UInt8] = []
        var rest = bytes[...]
        while let length = rest.first {
            text += rest.dropFirst().prefix(Int(length))
            rest = rest.dropFirst(1 + Int(length))
        }
        return String(decoding: text, as: UTF8.self)
    }
}
