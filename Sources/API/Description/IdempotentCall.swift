import Commerce
import Crypto
import Foundation
import HTTPSupport
import HTTPTypes
import Hummingbird
import Postgres

extension OperationDescription {
    /// A write that may be sent again under the same key, and then happens once.
    func once(required: Bool = false) -> Self {
        takes(required ? IdempotencyKey.required : IdempotencyKey.optional).fails(IdempotencyRefusal.self)
    }
}

extension IdempotencyKey {
    fileprivate static let required = parameter(isRequired: true)
    fileprivate static let optional = parameter(isRequired: false)

    private static func parameter(isRequired: Bool) -> ParameterDescription {
        ParameterDescription(
            name: "Idempotency-Key", place: .header, schema: .text(matching: "[!-~]{16,255}").example(example),
            isRequired: isRequired,
            summary: """
                A name of your choice for this request, such as a UUID. The same request under the same key is answered as \
                the first was, for 24 hours, and done once.
                """)
    }

    private static let example: JSONValue = "3f0c8a52-6a0e-4f0f-9c38-5d1b7a0f2e11"
}

extension Call {
    /// The key that was sent, if any.
    var idempotencyKey: IdempotencyKey? { request.headers[.idempotencyKey].flatMap(IdempotencyKey.init) }

    /// SHA-256 of the body as it was sent.
    var fingerprint: Bytes { Bytes(SHA256.hash(data: body)) }
}

/// Why a request under a key is not answered as the first was.
enum IdempotencyRefusal: APIRefusal, CaseIterable {
    /// The key came before with another request.
    case reused
    /// The first request with this key is being worked on.
    case inFlight

    static var documented: [any APIRefusal] { allCases }

    init?(_ error: PostgresError) {
        switch error.constraint {
        case "idempotency_keys_name_one_request": self = .reused
        case "idempotency_keys_one_at_a_time": self = .inFlight
        default: return nil
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .reused: .unprocessableContent
        case .inFlight: .conflict
        }
    }

    var code: String {
        switch self {
        case .reused: "idempotency_key_reused"
        case .inFlight: "idempotency_key_in_flight"
        }
    }

    var detail: String {
        switch self {
        case .reused: "This Idempotency-Key came before with another request; send a new key with a new request."
        case .inFlight: "The first request with this Idempotency-Key is being worked on; send it again in a moment."
        }
    }
}
