import Commerce
import Foundation
import HTTPSupport
import Hummingbird

/// Somebody's own page: name, address, ways to sign in, sessions, deletion.
struct AccountShow<Surface: AccountSurface>: Sendable {
    let surface: Surface

    /// What a form that was refused left on the page.
    struct Refused: Sendable {
        let section: Matter
        let refusal: AccountRefusal
        var typed = Form([:])
    }

    /// What the sections of the page are about.
    enum Matter: String, Sendable {
        case name, email, password, connections, factors, recovery, sessions, deletion
    }

    @Sendable func show(_ request: Request, context: Surface.Context) async throws -> Response {
        guard let visitor = surface.visitor(context) else { return try signInFirst(request, context) }
        let page = try await page(visitor, context, done: try Query(request)["done"])
        return try page.response(from: request, context: context)
    }

    func signInFirst(_ request: Request, _ context: Surface.Context) throws -> Response {
        let paths = surface.paths(context)
        return try SeeOther("\(paths.signIn)?return_to=\(Query.encode(paths.rooms))")
            .response(from: request, context: context)
    }

    /// Who is signed in, and the form, if it is one that they were shown.
    func sent(_ request: Request, _ context: Surface.Context) async throws -> (AccountVisitor, Form) {
        guard let visitor = surface.visitor(context) else { throw RequestProblem.notSignedIn }
        let form = try await Form(request)
        try surface.forms.check(form, session: visitor.cookie)
        return (visitor, form)
    }

    /// The page again, with what the use case refused in its section.
    func refuse(
        _ error: any Error,
        _ section: Matter,
        typed: Form = Form([:]),
        _ visitor: AccountVisitor,
        _ request: Request,
        _ context: Surface.Context
    ) async throws -> Response {
        guard let refusal = AccountRefusal(error) else { throw error }
        let refused = Refused(section: section, refusal: refusal, typed: typed)
        return try await page(visitor, context, refused: refused).response(from: request, context: context)
    }

    func page(
        _ visitor: AccountVisitor,
        _ context: Surface.Context,
        done: String = "",
        refused: Refused? = nil
    ) async throws -> HTMLPage {
        let model = try await Model(surface, visitor, context)
        let wording = surface.wording(context)
        var room = model.room(refused: refused)
        room.notice = wording.done(done).map { AccountNotice($0, isGood: true) }
        var page = HTMLPage(try await surface.room(room, visitor, context), status: refused?.refusal.status ?? .ok)
        if let refused { page.headers.append(contentsOf: refused.refusal.headers) }
        return page
    }
}
