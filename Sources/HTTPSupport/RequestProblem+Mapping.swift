import Hummingbird
import NIOCore
import Postgres

extension RequestProblem {
    /// The problem behind any error; what is not known is ``unexpected`` and tells the visitor nothing.
    package init(_ error: any Error) {
        switch error {
        case let problem as RequestProblem: self = problem
        case is NIOTooManyBytesError: self = .bodyTooLarge
        case let error as PostgresClientError where error.meansOverload: self = .busy
        case let error as HTTPError: self.init(status: error.status)
        default: self = .unexpected
        }
    }

    private init(status: HTTPResponse.Status) {
        switch status {
        case .notFound: self = .notFound
        case .contentTooLarge: self = .bodyTooLarge
        case .forbidden: self = .forgedForm
        case .unauthorized: self = .notSignedIn
        case .serviceUnavailable: self = .busy
        case .badRequest, .unprocessableContent, .unsupportedMediaType: self = .malformedForm
        default: self = .unexpected
        }
    }
}

extension PostgresClientError {
    fileprivate var meansOverload: Bool {
        switch self {
        case .queueFull, .leaseTimedOut, .shuttingDown, .cannotConnect: true
        default: false
        }
    }
}
