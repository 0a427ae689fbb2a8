import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Synchronization
import Testing

/// Sends requests as a browser does: keeps cookies, fills in hidden fields, follows a redirect when told.
final class Browser: Sendable {
    let client: any TestClientProtocol
    /// What stands before each path of the shop.
    let base: String
    private let cookies = Mutex<[String: String]>([:])

    init(client: any TestClientProtocol, shop: String) {
        self.client = client
        self.base = "/s/\(shop)"
    }

    /// A page as it arrived.
    struct Answer: Sendable {
        let status: HTTPResponse.Status
        let headers: HTTPFields
        let body: String

        /// The value of a hidden field.
        func hidden(_ name: String) -> String {
            let parts = body.split(separator: "name=\"\(name)\" value=\"", maxSplits: 1)
            return parts.count < 2 ? "" : String(parts[1].prefix { $0 != "\"" })
        }

        /// The value of a text field, as a browser would send it.
        func field(_ name: String) -> String {
            let parts = body.split(separator: " name=\"\(name)\" type=", maxSplits: 1)
            guard parts.count == 2, let value = parts[1].split(separator: " value=\"", maxSplits: 1).last else {
                return ""
            }
            return String(value.prefix { $0 != "\"" }).replacing("&amp;", with: "&").replacing("&#39;", with: "'")
        }
    }

    func get(_ path: String, headers: HTTPFields = [:]) async throws -> Answer {
        try await send(path, .get, headers: headers, body: nil)
    }

    /// A page of another host.
    func get(_ path: String, host: String) async throws -> Answer {
        try await send(path, .get, headers: HTTPField.Name("Host").map { [$0: host] } ?? [:], body: nil)
    }

    func post(_ path: String, _ fields: [String: String], headers: HTTPFields = [:]) async throws -> Answer {
        let encoded = fields.map { "\(Self.encode($0.key))=\(Self.encode($0.value))" }.joined(separator: "&")
        return try await post(path, body: Array(encoded.utf8), headers: headers)
    }

    func post(
        _ path: String, body: [UInt8], type: String = "application/x-www-form-urlencoded", headers: HTTPFields = [:]
    ) async throws -> Answer {
        var headers = headers
        headers[.contentType] = type
        return try await send(path, .post, headers: headers, body: ByteBuffer(bytes: body))
    }

    /// As a program asks, with or without JSON.
    func ask(
        _ method: HTTPRequest.Method, _ path: String, json: String? = nil, headers: HTTPFields = [:]
    ) async throws -> Answer {
        var headers = headers
        if json != nil, headers[.contentType] == nil { headers[.contentType] = "application/json" }
        return try await send(path, method, headers: headers, body: json.map { ByteBuffer(string: $0) })
    }

    func forgetCookies() { cookies.withLock { $0.removeAll() } }

    func setCookie(_ name: String, _ value: String) { cookies.withLock { $0[name] = value } }

    private func send(
        _ path: String,
        _ method: HTTPRequest.Method,
        headers: HTTPFields,
        body: ByteBuffer?
    ) async throws -> Answer {
        var headers = headers
        let kept = cookies.withLock { $0.map { "\($0.key)=\($0.value)" }.joined(separator: "; ") }
        if !kept.isEmpty { headers[.cookie] = kept }
        let response = try await client.executeRequest(uri: path, method: method, headers: headers, body: body)
        for header in response.headers[values: .setCookie] {
            let pair = header.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1).map(String.init)
            cookies.withLock { $0[pair[0]] = pair.count > 1 ? pair[1] : "" }
        }
        return Answer(status: response.status, headers: response.headers, body: String(buffer: response.body))
    }

    private static func encode(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
