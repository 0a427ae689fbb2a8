package import Commerce
package import HTTPTypes

/// Why a program does not get what it asked for; `code` is what it may rely on.
package enum APIProblem: Error, Hashable {
    case keyMissing
    case keyRefused(KeyRefusal)
    case scopeMissing(Scope)
    /// The address names another store than the key's.
    case otherStore
    case notFound
    case parameter(String, String)
    case unknownParameter(String)
    case methodNotAllowed([HTTPRequest.Method])
    case mediaType
    case malformedJSON
    case bodyTooLarge
    /// The body does not fit its schema.
    case body([APIFault])
    /// The state that `If-Match` names is not the one of now.
    case changedMeanwhile
    /// The owner's plan is not paid: programs may look, and change nothing.
    case planUnpaid
    /// A use case's own.
    case refused(Refusal)
    /// More requests than a key may make; seconds to wait.
    case tooManyRequests(Int)
    /// More requests than the store's plan allows in a second.
    case overQuota
    /// More wrong keys than a network may try; seconds to wait.
    case tooManyWrongKeys(Int)
    /// More requests at once than the store's plan allows, or than the program can work on.
    case overloaded
    case busy
    case unexpected
}

extension APIProblem {
    /// What a use case answered, as ``APIRefusal`` words it.
    package struct Refusal: Hashable, Sendable {
        package let status: HTTPResponse.Status
        package let code: String
        package let detail: String
        package let faults: [APIFault]

        package init(_ refusal: any APIRefusal) {
            status = refusal.status
            code = refusal.code
            detail = refusal.detail
            faults = refusal.faults
        }
    }

    /// The HTTP status.
    package var status: HTTPResponse.Status {
        switch self {
        case .keyMissing, .keyRefused(.malformed), .keyRefused(.unknown), .keyRefused(.revoked), .keyRefused(.expired):
            .unauthorized
        case .keyRefused(.storeClosed), .scopeMissing, .otherStore: .forbidden
        case .notFound: .notFound
        case .parameter, .unknownParameter, .malformedJSON: .badRequest
        case .methodNotAllowed: .methodNotAllowed
        case .mediaType: .unsupportedMediaType
        case .bodyTooLarge: .contentTooLarge
        case .body: .unprocessableContent
        case .changedMeanwhile: .preconditionFailed
        case .planUnpaid: .paymentRequired
        case .refused(let refusal): refusal.status
        case .tooManyRequests, .overQuota, .tooManyWrongKeys: .tooManyRequests
        case .busy, .overloaded: .serviceUnavailable
        case .unexpected: .internalServerError
        }
    }

    /// Stays the same whatever the sentences become.
    package var code: String {
        switch self {
        case .keyMissing: "key_missing"
        case .keyRefused(.malformed): "key_malformed"
        case .keyRefused(.unknown): "key_unknown"
        case .keyRefused(.revoked): "key_revoked"
        case .keyRefused(.expired): "key_expired"
        case .keyRefused(.storeClosed): "store_closed"
        case .scopeMissing: "scope_missing"
        case .otherStore: "key_of_another_store"
        case .notFound: "not_found"
        case .parameter: "parameter_invalid"
        case .unknownParameter: "parameter_unknown"
        case .methodNotAllowed: "method_not_allowed"
        case .mediaType: "media_type"
        case .malformedJSON: "json_malformed"
        case .bodyTooLarge: "body_too_large"
        case .body: "body_invalid"
        case .changedMeanwhile: "changed_meanwhile"
        case .planUnpaid: "plan_unpaid"
        case .refused(let refusal): refusal.code
        case .tooManyRequests, .overQuota: "too_many_requests"
        case .tooManyWrongKeys: "too_many_wrong_keys"
        case .overloaded: "overloaded"
        case .busy: "busy"
        case .unexpected: "unexpected"
        }
    }

    /// A sentence for whoever writes the program.
    package var detail: String {
        switch self {
        case .keyMissing: "Send the store's key in the header: Authorization: Bearer sug_…"
        case .keyRefused(.malformed): "This is no key of ours, or it has a typing error; copy it once more."
        case .keyRefused(.unknown): "There is no such key; make one in the dashboard under Settings, Keys."
        case .keyRefused(.revoked): "This key was revoked; make another in the dashboard under Settings, Keys."
        case .keyRefused(.expired): "This key has expired; make another in the dashboard under Settings, Keys."
        case .keyRefused(.storeClosed): "The store of this key is suspended or deleted."
        case .scopeMissing(let scope): "This key may not do that; it takes one with the scope \(scope.rawValue)."
        case .otherStore: "This key belongs to another store than the one in the address."
        case .notFound: "There is nothing at this address; check it for a typing error."
        case .unknownParameter(let name):
            "There is no parameter \(name) here; leave it out, or check it for a typing error."
        case .methodNotAllowed(let methods):
            "This address takes \(methods.map(\.rawValue).joined(separator: ", ")) and nothing else."
        case .mediaType: "Send the body as JSON, with the header Content-Type: application/json."
        case .malformedJSON: "The body is no valid JSON in UTF-8."
        case .bodyTooLarge: "The body is longer than a mebibyte; send less at once."
        case .body: "The body does not fit: see errors for each place."
        case .changedMeanwhile:
            "Somebody changed it since you read it; read it again, and send your change for what stands there."
        case .planUnpaid: "The store's plan is not paid, so nothing can be changed; its owner pays it under Plan."
        case .refused(let refusal): refusal.detail
        case .parameter(let name, let advice): "The parameter \(name) cannot be used: \(advice)."
        case .tooManyRequests(let seconds): "The key has made its requests; wait \(seconds) s."
        case .overQuota: "The store is asked for more than its plan allows in a second; wait 1 s."
        case .tooManyWrongKeys(let seconds): "Too many wrong keys came from your network; wait \(seconds) s."
        case .overloaded: "Too much is asked of the store at once; try again in two seconds."
        case .busy: "The database does not answer in time; try again in two seconds."
        case .unexpected: "Something went wrong on our side; try again, and tell us the request_id if it happens again."
        }
    }

    /// What the status asks for in the headers.
    package var headers: HTTPFields {
        switch self {
        case .keyMissing: [.wwwAuthenticate: "Bearer realm=\"sellusgenie\""]
        case .keyRefused where status == .unauthorized:
            [.wwwAuthenticate: "Bearer realm=\"sellusgenie\", error=\"invalid_token\""]
        case .scopeMissing(let scope):
            [
                .wwwAuthenticate:
                    "Bearer realm=\"sellusgenie\", error=\"insufficient_scope\", scope=\"\(scope.rawValue)\""
            ]
        case .tooManyRequests(let seconds), .tooManyWrongKeys(let seconds): [.retryAfter: "\(seconds)"]
        case .overQuota: [.retryAfter: "1"]
        case .busy, .overloaded: [.retryAfter: "2"]
        case .methodNotAllowed(let methods): [.allow: methods.map(\.rawValue).joined(separator: ", ")]
        default: [:]
        }
    }

    /// Place by place, what is wrong with the body.
    package var faults: [APIFault] {
        switch self {
        case .body(let faults): faults
        case .refused(let refusal): refusal.faults
        default: []
        }
    }
}
