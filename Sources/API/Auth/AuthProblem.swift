import HTTPTypes
import Hummingbird

/// An error as Supabase Auth words it: a status, a stable code, and a sentence.
struct AuthProblem: Error, Hashable {
    let status: HTTPResponse.Status
    let code: String
    let message: String
    /// What is wrong with a weak password.
    var reasons: [String] = []
    /// Seconds.
    var retryAfter: Int?

    init(_ status: HTTPResponse.Status, _ code: String, _ message: String) {
        self.status = status
        self.code = code
        self.message = message
    }

    static func invalid(_ message: String) -> AuthProblem {
        AuthProblem(.badRequest, "validation_failed", message)
    }

    static let notFound = AuthProblem(.notFound, "not_found", "There is nothing at this address")
    static let badJSON = AuthProblem(.badRequest, "bad_json", "Could not parse request body as JSON")
    static let noAuthorization = AuthProblem(
        .unauthorized, "no_authorization", "This endpoint requires a valid Bearer token")
    static let notAdmin = AuthProblem(.forbidden, "not_admin", "User not allowed")
}

/// The body: the older form without the header `X-Supabase-Api-Version`, the newer one with it.
struct AuthProblemBody: Encodable {
    struct Weakness: Encodable {
        let reasons: [String]
    }

    let problem: AuthProblem
    let isNew: Bool

    enum CodingKeys: String, CodingKey {
        case code, message, msg
        case errorCode = "error_code"
        case weakPassword = "weak_password"
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        if isNew {
            try values.encode(problem.code, forKey: .code)
            try values.encode(problem.message, forKey: .message)
        } else {
            try values.encode(problem.status.code, forKey: .code)
            try values.encode(problem.code, forKey: .errorCode)
            try values.encode(problem.message, forKey: .msg)
        }
        if problem.code == "weak_password" {
            try values.encode(Weakness(reasons: problem.reasons), forKey: .weakPassword)
        }
    }
}
