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
    /// The shop has closed its door to this customer.
    case barred
    /// The shop is only looked at, before it is open.
    case previewOnly
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
        case .forgedForm, .notAllowed, .barred, .previewOnly: .forbidden
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
