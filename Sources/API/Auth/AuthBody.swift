import Commerce
import Foundation
import Hummingbird

/// The members of a request's JSON object. What is missing or null reads as absent.
struct AuthBody: Sendable {
    /// Metadata included; tokens carry it with every request.
    private static let limit = 64 * 1024

    let value: JSONValue

    init(_ request: Request) async throws {
        let length = request.headers[.contentLength].flatMap(Int.init) ?? 0
        guard length <= Self.limit else {
            throw AuthProblem(.contentTooLarge, "validation_failed", "Request body is too large")
        }
        let buffer = try await request.body.collect(upTo: Self.limit)
        guard buffer.readableBytes > 0 else {
            value = [:]
            return
        }
        guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(buffer.readableBytesView)),
            case .object = value, !Self.holdsNUL(buffer), Self.textsAreTexts(value)
        else { throw AuthProblem.badJSON }
        self.value = value
    }

    /// PostgreSQL's text cannot hold it, however it is written.
    private static func holdsNUL(_ buffer: ByteBuffer) -> Bool {
        String(buffer: buffer).contains("\\u0000")
    }

    /// A number for an address is no absent address: without one an anonymous account would be made.
    private static func textsAreTexts(_ value: JSONValue) -> Bool {
        ["email", "password", "phone", "token", "token_hash", "type", "refresh_token"].allSatisfy { name in
            value[name] == nil || value[name] == .null || value[name]?.string != nil
        }
    }

    subscript(name: String) -> String? {
        value[name]?.string.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// An object that is kept with an account.
    func metadata(_ name: String) -> JSONValue? {
        guard case .object? = value[name] else { return nil }
        return value[name]
    }

    func flag(_ name: String) -> Bool? {
        guard case .bool(let flag)? = value[name] else { return nil }
        return flag
    }

    /// - Throws: the answer for an address that mail cannot be sent to.
    func email(_ name: String = "email") throws -> EmailAddress? {
        guard let text = self[name] else { return nil }
        guard let email = EmailAddress(text.trimmingCharacters(in: .whitespaces)) else {
            throw AuthProblem.invalid("Unable to validate email address: invalid format")
        }
        return email
    }

    func requiredEmail() throws -> EmailAddress {
        guard let email = try email() else {
            throw AuthProblem.invalid("One of email or phone must be set")
        }
        return email
    }

    var challenge: CodeChallenge? {
        get throws {
            guard let challenge = self["code_challenge"] else { return nil }
            guard let known = CodeChallenge(challenge, method: self["code_challenge_method"]) else {
                throw AuthProblem.invalid("code challenge method not supported or code challenge invalid")
            }
            return known
        }
    }
}
