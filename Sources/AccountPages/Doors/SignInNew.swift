import Commerce
import HTTPSupport
import Hummingbird

/// Signing in with a password, and out.
struct SignInNew<Surface: AccountSurface>: Sendable {
    let surface: Surface

    @Sendable func show(_ request: Request, context: Surface.Context) async throws -> Response {
        let door = Door(surface: surface, request: request, context: context)
        let query = try Query(request)
        let refusal = AccountRefusal(flowCode: query["error_code"])
        if let visitor = surface.visitor(context) {
            guard let refusal else {
                return try door.lead(to: door.paths.ownPath(query["return_to"]) ?? door.paths.home)
            }
            return try await AccountShow(surface: surface)
                .page(visitor, context, refused: .init(section: .connections, refusal: refusal))
                .response(from: request, context: context)
        }
        var form = form(door, email: "", returnPath: query["return_to"])
        if let refusal {
            return try await door.page(form, refused: refusal)
        }
        if !query["deleted"].isEmpty { form.notice = AccountNotice(door.wording.accountDeleted, isGood: true) }
        return try await door.page(form)
    }

    @Sendable func signIn(_ request: Request, context: Surface.Context) async throws -> Response {
        let door = Door(surface: surface, request: request, context: context)
        let sent = try await door.form()
        var form = form(door, email: sent["email"], returnPath: sent["return_to"])
        do {
            let session = try await SignIn(door.accounts)(
                email: sent["email"],
                password: Secret(sent.verbatim("password")),
                in: door.realm,
                from: door.origin
            )
            return try await door.enter(session, returnPath: sent["return_to"])
        } catch {
            guard let refusal = AccountRefusal(error) else { throw error }
            if refusal == .signIn(.addressNotConfirmed) {
                form.links.insert(door.wording.link(to: .confirmation, door.paths), at: 0)
            }
            return try await door.page(form, refused: refusal)
        }
    }

    /// No error for somebody who is out already: a second click, or another tab.
    @Sendable func signOut(_ request: Request, context: Surface.Context) async throws -> Response {
        let door = Door(surface: surface, request: request, context: context)
        let cookie = request.cookies[surface.name(of: .session)]?.value
        if let cookie {
            try surface.forms.check(try await Form(request), session: cookie)
            try await SignOut(database: door.accounts.database)(cookie)
        }
        return try door.lead(to: door.paths.signIn, cookies: [surface.cookie(.session, "", maxAge: 0, context)])
    }

    func form(_ door: Door<Surface>, email: String, returnPath: String) -> AccountForm {
        let wording = door.wording
        var form = AccountForm(title: wording.signIn)
        form.fields = [
            AccountField(name: "email", label: wording.email, kind: .email, value: email, isFirst: email.isEmpty),
            AccountField(name: "password", label: wording.password, kind: .password, isFirst: !email.isEmpty),
        ]
        form.hidden = [("return_to", door.paths.ownPath(returnPath) ?? "")]
        form.action = door.paths.session
        form.button = wording.signIn
        form.providers = door.providers(returnPath: returnPath)
        form.orElse = wording.orElse
        form.links = [
            wording.link(to: .newPassword, door.paths), wording.link(to: .signIn, door.paths),
            AccountLink(title: wording.noAccountYet, path: door.paths.signUp),
        ]
        return form
    }
}

extension Door {
    /// The buttons of Google and Apple.
    func providers(returnPath: String = "") -> [AccountLink] {
        let query = paths.ownPath(returnPath).map { "?return_to=\(Query.encode($0))" } ?? ""
        return surface.offeredProviders.map {
            AccountLink(title: wording.continueWith($0), path: paths.provider($0) + query)
        }
    }
}
