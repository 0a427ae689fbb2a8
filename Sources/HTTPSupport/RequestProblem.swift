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
        case .busy: .serviceUnavailable
        case .unexpected: .internalServerError
        }
    }
}
