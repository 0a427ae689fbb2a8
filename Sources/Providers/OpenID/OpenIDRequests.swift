import AsyncHTTPClient
import Commerce
import Crypto
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// Requests to a provider: short, small, and nowhere but where its configuration says.
struct OpenIDRequests: Sendable {
    private static let timeout = TimeAmount.seconds(8)
    /// Google's keys are two kilobytes.
    private static let largestAnswer = 256 * 1024

    let http: HTTPClient

    func get<Answer: Decodable>(_ address: String, as: Answer.Type) async throws(OpenIDError) -> Answer {
        try await send(HTTPClientRequest(url: address), as: Answer.self)
    }

    func post<Answer: Decodable>(_ address: String, _ fields: [(String, String)], as: Answer.Type)
        async throws(OpenIDError) -> Answer
    {
        var request = HTTPClientRequest(url: address)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
        request.headers.add(name: "Accept", value: "application/json")
        request.body = .bytes(ByteBuffer(string: Self.encode(fields)))
        return try await send(request, as: Answer.self)
    }

    private func send<Answer: Decodable>(_ request: HTTPClientRequest, as: Answer.Type) async throws(OpenIDError)
        -> Answer
    {
        let (status, body): (UInt, Data)
        do {
            let response = try await http.execute(request, timeout: Self.timeout)
            body = Data(buffer: try await response.body.collect(upTo: Self.largestAnswer))
            status = response.status.code
        } catch {
            throw .unreachable
        }
        guard status == 200 else { throw status >= 500 ? .unreachable : .refused("\(status)") }
        guard let answer = try? JSONDecoder().decode(Answer.self, from: body) else { throw .badToken }
        return answer
    }

    static func encode(_ fields: [(String, String)]) -> String {
        fields.map { "\($0.0)=\($0.1.addingPercentEncoding(withAllowedCharacters: unreserved) ?? "")" }
            .joined(separator: "&")
    }

    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}

/// What we say in advance so that nobody else can use the code that the provider hands back (RFC 7636).
enum CodeProof {
    static func challenge(_ verifier: String) -> String {
        Data(SHA256.hash(data: Data(verifier.utf8))).base64URL
    }
}
