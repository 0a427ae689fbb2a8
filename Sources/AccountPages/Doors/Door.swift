import Commerce
import Foundation
import HTTPSupport
import Hummingbird

/// A request at the door of a surface, where nobody is signed in yet, and its answer.
struct Door<Surface: AccountSurface>: Sendable {
    let surface: Surface
    let request: Request
    let context: Surface.Context

    var accounts: Accounts { surface.accounts }
    var realm: Realm { surface.realm(context) }
    var paths: AccountPaths { surface.paths(context) }
    var wording: AccountWording { surface.wording(context) }
    var origin: SessionOrigin {
        SessionOrigin(address: RequestOrigin.current?.address, userAgent: request.headers[.userAgent])
    }

    private var doorCookie: String? { request.cookies[surface.name(of: .door)]?.value }

    /// What was sent, if the form is one that this browser was shown.
    func form() async throws -> Form {
        let form = try await Form(request)
        try surface.forms.check(form, session: doorCookie)
        return form
    }

    /// The page, with the cookie that its form is bound to.
    func page(_ form: AccountForm, refused refusal: AccountRefusal? = nil) async throws -> Response {
        let door = doorCookie.flatMap { $0.utf8.count == 22 ? $0 : nil } ?? Data.random(count: 16).base64URL
        var form = form
        form.hidden.insert((FormTokens.field, surface.forms.token(for: door)), at: 0)
        if let refusal { form.show(refusal, wording) }
        let html = try await surface.door(form, context)
        var page = HTMLPage(html, status: refusal?.status ?? .ok)
        if let refusal { page.headers.append(contentsOf: refusal.headers) }
        var response = try page.response(from: request, context: context)
        response.setCookie(surface.cookie(.door, door, maxAge: nil, context))
        return response
    }

    /// Does what the form asks for. What the use case refuses comes back on the same page, with what was typed.
    func answer(
        _ form: AccountForm,
        _ body: () async throws -> Response
    ) async throws -> Response {
        do {
            return try await body()
        } catch {
            guard let refusal = AccountRefusal(error) else { throw error }
            return try await page(form, refused: refusal)
        }
    }

    func lead(to path: String, cookies: [Cookie] = []) throws -> Response {
        try SeeOther(path, cookies: cookies).response(from: request, context: context)
    }

    /// Takes somebody in whose session was just opened: on to the second factor, or to where they wanted to go. The
    /// session that the browser had before ends with its cookie.
    func enter(_ session: BrowserSession, returnPath: String = "") async throws -> Response {
        if let before = request.cookies[surface.name(of: .session)]?.value {
            try await SignOut(database: accounts.database)(before)
        }
        let cookie = surface.cookie(.session, session.token.cookie, maxAge: Int(BrowserSession.lifetime), context)
        let wanted = paths.ownPath(returnPath)
        if session.needsSecondFactor {
            let query = wanted.map { "?return_to=\(Query.encode($0))" } ?? ""
            return try lead(to: paths.code + query, cookies: [cookie])
        }
        return try lead(to: wanted ?? paths.home, cookies: [cookie])
    }
}

extension AccountForm {
    /// Beside the field it is about, or above all of them.
    mutating func show(_ refusal: AccountRefusal, _ wording: AccountWording) {
        let sentence = wording.sentence(refusal)
        if let field = refusal.field, fields.contains(where: { $0.name == field }) {
            mark(field, sentence)
        } else {
            notice = AccountNotice(sentence)
        }
    }
}
