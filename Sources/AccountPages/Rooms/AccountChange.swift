import Commerce
import HTTPSupport
import Hummingbird

/// What somebody changes on his own page. Everything is done to the account that the session names, and to nothing that
/// the form names.
struct AccountChange<Surface: AccountSurface>: Sendable {
    typealias Matter = AccountShow<Surface>.Matter

    let page: AccountShow<Surface>

    private var accounts: Accounts { page.surface.accounts }

    @Sendable func rename(_ request: Request, context: Surface.Context) async throws -> Response {
        try await change(.name, request, context) { visitor, form in
            try await RenameAccount(accounts)(visitor.user.id, to: try AccountInput.name(form["name"]))
        }
    }

    @Sendable func changeEmail(_ request: Request, context: Surface.Context) async throws -> Response {
        try await change(.email, request, context) { visitor, form in
            try await ChangeEmail(accounts)(
                visitor.user.id, in: page.surface.realm(context), to: try AccountInput.email(form["email"]),
                from: origin(request))
        }
    }

    @Sendable func changePassword(_ request: Request, context: Surface.Context) async throws -> Response {
        try await change(.password, request, context) { visitor, form in
            let password = try AccountInput.password(form.verbatim("password"))
            try await ChangePassword(accounts)(
                visitor.user.id, in: page.surface.realm(context), from: Secret(form.verbatim("current_password")),
                to: password, keeping: visitor.session)
        }
    }

    @Sendable func endSession(_ request: Request, context: Surface.Context) async throws -> Response {
        let session: ID<AccountSession> = try PathText.value("session", context)
        return try await change(.sessions, request, context) { visitor, _ in
            try await EndSession(accounts)(session, of: visitor.user.id)
        }
    }

    @Sendable func endOthers(_ request: Request, context: Surface.Context) async throws -> Response {
        try await change(.sessions, request, context) { visitor, _ in
            try await SignOut(database: accounts.database).everywhere(visitor.user.id, except: visitor.session)
        }
    }

    @Sendable func delete(_ request: Request, context: Surface.Context) async throws -> Response {
        let surface = page.surface
        return try await answer(.deletion, request, context) { visitor, form in
            try await DeleteAccount(accounts)(
                visitor.user.id, in: surface.realm(context), password: Secret(form.verbatim("current_password")))
            let gone = surface.cookie(.session, "", maxAge: 0, context)
            return SeeOther("\(surface.paths(context).signIn)?deleted=1", cookies: [gone])
        }
    }

    /// Does it, and shows the page with a sentence that it is done.
    func change(
        _ matter: Matter,
        done: String? = nil,
        _ request: Request,
        _ context: Surface.Context,
        _ body: (AccountVisitor, Form) async throws -> Void
    ) async throws -> Response {
        try await answer(matter, request, context) { visitor, form in
            try await body(visitor, form)
            return SeeOther("\(page.surface.paths(context).rooms)?done=\(done ?? matter.rawValue)")
        }
    }

    /// What the use case refuses comes back in its section, with what was typed.
    func answer(
        _ matter: Matter,
        _ request: Request,
        _ context: Surface.Context,
        _ body: (AccountVisitor, Form) async throws -> SeeOther
    ) async throws -> Response {
        let (visitor, form) = try await page.sent(request, context)
        do {
            return try await body(visitor, form).response(from: request, context: context)
        } catch {
            return try await page.refuse(error, matter, typed: form, visitor, request, context)
        }
    }

    private func origin(_ request: Request) -> SessionOrigin {
        SessionOrigin(address: RequestOrigin.current?.address, userAgent: request.headers[.userAgent])
    }
}
