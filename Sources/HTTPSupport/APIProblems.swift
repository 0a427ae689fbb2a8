import Commerce
import Foundation
import HTTPTypes
package import Hummingbird
import Logging
import Postgres

/// Turns whatever a handler throws into a problem document (RFC 9457). What we did not foresee is logged, and the answer
/// says only a number.
package struct APIProblems<Context: RequestContext>: RouterMiddleware {
    /// Around the routes of an API.
    package init() {}

    package func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let problem = APIProblem(error)
            if problem == .unexpected {
                context.logger.error(
                    "A request failed", metadata: ["path": "\(request.uri.path)", "error": "\(error)"])
            }
            return try problem.response(requestID: context.id)
        }
    }
}

extension APIProblem {
    /// The problem behind any error; what is not known is ``unexpected``.
    init(_ error: any Error) {
        switch error {
        case let problem as APIProblem: self = problem
        case let refusal as any APIRefusal: self = .refused(Refusal(refusal))
        case let refusal as KeyRefusal: self = .keyRefused(refusal)
        case let limit as RateLimited: self = .tooManyWrongKeys(limit.seconds)
        // As a problem by name they come from the quota alone.
        case RequestProblem.tooMany: self = .overQuota
        case RequestProblem.busy: self = .overloaded
        // Revoked or expired between its showing and its use.
        case let error as PostgresError where error.constraint == "app_enter_refused": self = .keyRefused(.revoked)
        default:
            switch RequestProblem(error) {
            case .planLimit(let limit): self = .refused(Refusal(limit))
            case .notFound: self = .notFound
            case .busy: self = .busy
            case .bodyTooLarge: self = .bodyTooLarge
            case .readOnly: self = .planUnpaid
            case .malformedForm: self = .parameter("query", "it is not written as name=value, percent-encoded")
            case .brokenText: self = .parameter("query", "it is no valid UTF-8")
            default: self = .unexpected
            }
        }
    }

    fileprivate func response(requestID: String) throws -> Response {
        let document = ProblemDocument(
            type: "about:blank", title: status.reasonPhrase, status: status.code, code: code, detail: detail,
            request_id: requestID, errors: faults.isEmpty ? nil : faults.map(ProblemDocument.Fault.init))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var headers = headers
        headers[.contentType] = "application/problem+json"
        headers[.cacheControl] = "no-store"
        let body = ByteBuffer(bytes: try encoder.encode(document))
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: body))
    }
}

/// The members that RFC 9457 names, and three of ours.
private struct ProblemDocument: Encodable {
    let type: String
    let title: String
    let status: Int
    let code: String
    let detail: String
    // swift-format-ignore: AlwaysUseLowerCamelCase
    let request_id: String
    let errors: [Fault]?

    struct Fault: Encodable {
        let pointer: String
        let code: String
        let detail: String

        init(_ fault: APIFault) {
            pointer = fault.pointer
            code = fault.kind.rawValue
            detail = fault.detail
        }
    }
}
