import Hummingbird
import NIOCore
import Postgres

extension RequestProblem {
    /// The problem behind any error; what is not known is ``unexpected`` and tells the visitor nothing.
    package init(_ error: any Error) {
        switch error {
        case let problem as RequestProblem: self = problem
        case is NIOTooManyBytesError: self = .bodyTooLarge
        case let error as PostgresClientError where error.isPassing: self = .busy
        case let error as PostgresError where error.isPassing: self = .busy
        case let error as TransactionError where error.isPassing: self = .busy
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
        case .tooManyRequests: self = .tooMany
        case .serviceUnavailable: self = .busy
        case .badRequest, .unprocessableContent, .unsupportedMediaType: self = .malformedForm
        default: self = .unexpected
        }
    }
}

extension PostgresClientError {
    /// The database cannot answer now, and can in a moment.
    fileprivate var isPassing: Bool {
        switch self {
        case .queueFull, .leaseTimedOut, .shuttingDown, .cannotConnect, .connectionLost: true
        default: false
        }
    }
}

extension PostgresError {
    fileprivate var isPassing: Bool {
        [SQLState.adminShutdown, .crashShutdown, .cannotConnectNow].contains(sqlState)
    }
}

extension TransactionError {
    fileprivate var isPassing: Bool {
        [body, commit].contains { error in
            switch error {
            case let error as PostgresClientError: error.isPassing
            case let error as PostgresError: error.isPassing
            default: false
            }
        }
    }
}
