import AsyncHTTPClient
package import Commerce
import Foundation
import NIOCore
import NIOHTTP1

/// Sends over HTTP to the very address that was looked up and found public: between look-up and connection nobody can
/// change where a name leads. TLS still proves the name.
package struct HTTPWebhookSender: WebhookSender {
    private let rule: WebhookAddress.Rule
    private let lookup: NameLookup
    private let timeout: Duration

    /// - Parameter timeout: for the whole exchange until the answer's head; its body has a fifth of it.
    package init(_ rule: WebhookAddress.Rule, lookup: NameLookup = .system, timeout: Duration = .seconds(10)) {
        self.rule = rule
        self.lookup = lookup
        self.timeout = timeout
    }

    package func send(_ request: WebhookRequest) async -> WebhookAnswer {
        guard let address = try? WebhookAddress(request.url, rule), let host = URL(string: address.text)?.host() else {
            return WebhookAnswer(problem: "The address cannot be used; it has to begin with https://.")
        }
        let name = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        let found = PublicAddress(name) == nil ? await lookup.addresses(name) : [name]
        guard !found.isEmpty else { return WebhookAnswer(problem: "The name \(name) was not found.") }
        guard let target = found.first(where: { rule == .anywhere || PublicAddress($0)?.isPublic == true }) else {
            return WebhookAnswer(problem: "\(name) leads to a private address; nothing is sent there.")
        }
        return await send(request, to: target, insteadOf: name)
    }

    /// A client for each request, because the address belongs to the client.
    private func send(_ request: WebhookRequest, to target: String, insteadOf name: String) async -> WebhookAnswer {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout.connect = Self.amount(timeout)
        configuration.timeout.read = Self.amount(timeout)
        configuration.httpVersion = .http1Only
        if target != name { configuration.dnsOverride = [name: target] }
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let answer = await Self.exchange(request, with: client, within: timeout)
        try? await client.shutdown()
        return answer
    }

    private static func exchange(
        _ request: WebhookRequest, with client: HTTPClient, within timeout: Duration
    ) async -> WebhookAnswer {
        var message = HTTPClientRequest(url: request.url)
        message.method = .POST
        for (name, value) in request.headers { message.headers.add(name: name, value: value) }
        message.body = .bytes(ByteBuffer(string: request.body))
        do {
            let response = try await client.execute(message, timeout: amount(timeout))
            let body = await beginning(of: response.body, within: timeout / 5)
            return WebhookAnswer(status: Int(response.status.code), body: body)
        } catch {
            return WebhookAnswer(problem: words(error))
        }
    }

    /// The first bytes, as far as they come in time.
    private static func beginning(of body: HTTPClientResponse.Body, within time: Duration) async -> String {
        await withTaskGroup(of: String?.self) { group in
            group.addTask {
                var bytes = ByteBuffer()
                do {
                    for try await part in body {
                        bytes.writeImmutableBuffer(part)
                        if bytes.readableBytes >= WebhookAnswer.longestBody { break }
                    }
                } catch {
                    // What came before stands.
                }
                let text = bytes.readBytes(length: min(bytes.readableBytes, WebhookAnswer.longestBody)) ?? []
                return String(decoding: text, as: UTF8.self)
            }
            group.addTask {
                try? await Task.sleep(for: time)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            if let first { return first }
            return await group.next().flatMap(\.self) ?? ""
        }
    }

    /// Without whatever the client's error says of the request.
    private static func words(_ error: any Error) -> String {
        switch error as? HTTPClientError {
        case .connectTimeout, .readTimeout, .deadlineExceeded, .writeTimeout:
            "The receiver did not answer in time."
        case .remoteConnectionClosed: "The receiver closed the connection without an answer."
        default: "The receiver could not be reached, or does not prove its name (\(type(of: error)))."
        }
    }

    private static func amount(_ duration: Duration) -> TimeAmount {
        let (seconds, rest) = duration.components
        return .nanoseconds(seconds * 1_000_000_000 + rest / 1_000_000_000)
    }
}
