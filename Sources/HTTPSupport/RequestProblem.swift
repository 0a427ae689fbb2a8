package import Commerce
package import HTTPTypes

/// Why a request is answered with an error page instead of what it asked for.
package enum RequestProblem: Error, Hashable {
    case notFound
    case bodyTooLarge
    case brokenText
    case malformedForm
    case forgedForm
    case notSignedIn
    case notAllowed
    case tooMany
    /// The owner's plan does not allow it.
    case planLimit(PlanLimit)
    /// The owner's plan is not paid: people may look, and change nothing.
    case readOnly
    case busy
    case unexpected
}

extension RequestProblem {
    /// The HTTP status.
    package var status: HTTPResponse.Status {
        switch self {
        case .notFound: .notFound
        case .bodyTooLarge: .contentTooLarge
        case .brokenText, .malformedForm: .badRequest
        case .forgedForm, .notAllowed: .forbidden
        case .notSignedIn: .unauthorized
        case .tooMany: .tooManyRequests
        case .planLimit, .readOnly: .paymentRequired
        case .busy: .serviceUnavailable
        case .unexpected: .internalServerError
        }
    }
}

extension HTTPResponse.Status {
    /// `402 Payment Required`: the owner's plan has to be larger, or paid.
    package static var paymentRequired: Self { Self(code: 402, reasonPhrase: "Payment Required") }
}
