import Commerce
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization
import Testing

@testable import Providers

/// Against receivers that do what they should not.
@Suite struct HTTPWebhookSenderTests {
    @Test func `a name is sent to the address that was looked up, and keeps its name`() async throws {
        let hosts = Mutex<[String]>([])

        let answer = try await send(to: "/host", name: "receiver.test") { _, host in
            hosts.withLock { $0.append(host) }
        }

        #expect(answer.status == 200)
        #expect(hosts.withLock { $0.first?.hasPrefix("receiver.test:") } == true)
    }

    @Test func `a redirect is not followed`() async throws {
        let paths = Mutex<[String]>([])

        let answer = try await send(to: "/redirect") { path, _ in paths.withLock { $0.append(path) } }

        #expect(answer.status == 302)
        #expect(answer.problem?.contains("leads elsewhere") == true)
        #expect(paths.withLock(\.self) == ["/redirect"])
    }

    @Test func `an endless body ends after its first kilobyte`() async throws {
        let answer = try await send(to: "/endless") { _, _ in }

        #expect(answer.status == 200)
        #expect(answer.body?.count == WebhookAnswer.longestBody)
    }

    @Test func `who does not answer is left`() async throws {
        let answer = try await send(to: "/never", timeout: .milliseconds(200)) { _, _ in }

        #expect(answer.problem == "The receiver did not answer in time.")
    }

    @Test func `nobody listening is a sentence`() async {
        let sender = HTTPWebhookSender(.anywhere, lookup: NameLookup { _ in [] })

        let answer = await sender.send(WebhookRequest(url: "http://nowhere.test/", headers: [:], body: "{}"))

        #expect(answer.problem == "The name nowhere.test was not found.")
    }

    private func send(
        to path: String, name: String = "127.0.0.1", timeout: Duration = .seconds(10),
        _ seen: @escaping @Sendable (_ path: String, _ host: String) -> Void
    ) async throws -> WebhookAnswer {
        let (ports, announcePort) = AsyncStream.makeStream(of: Int.self)
        let router = Router()
        router.post("**") { request, _ in
            seen(request.uri.path, request.head.authority ?? "")
            return try await Self.answer(request.uri.path)
        }
        let application = Application(
            router: router,
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { announcePort.yield($0.localAddress?.port ?? 0) }
        )
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            defer { group.cancelAll() }
            let port = try #require(await ports.first { _ in true })
            let sender = HTTPWebhookSender(.anywhere, lookup: NameLookup { _ in ["127.0.0.1"] }, timeout: timeout)
            return await sender.send(WebhookRequest(url: "http://\(name):\(port)\(path)", headers: [:], body: "{}"))
        }
    }

    private static func answer(_ path: String) async throws -> Response {
        switch path {
        case "/redirect":
            return Response(status: .found, headers: [.location: "http://169.254.169.254/latest/meta-data"])
        case "/endless":
            return Response(
                status: .ok,
                body: ResponseBody { writer in
                    while !Task.isCancelled { try await writer.write(ByteBuffer(repeating: 0x61, count: 700)) }
                })
        case "/never":
            try await Task.sleep(for: .seconds(60))
            return Response(status: .ok)
        default: return Response(status: .ok)
        }
    }
}
