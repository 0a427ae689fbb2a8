import Commerce
import HTTPSupport
import Hummingbird

/// The second step of signing in: a code of the authenticator app.
struct FactorCheck<Surface: AccountSurface>: Sendable {
    let surface: Surface

    @Sendable func show(_ request: Request, context: Surface.Context) async throws -> Response {
        let door = Door(surface: surface, request: request, context: context)
        guard try await door.holderWithoutFactor() != nil else { return try door.lead(to: door.paths.signIn) }
        return try await door.page(form(door, returnPath: try Query(request)["return_to"]))
    }

    @Sendable func check(_ request: Request, context: Surface.Context) async throws -> Response {
        let door = Door(surface: surface, request: request, context: context)
        let sent = try await door.form()
        guard let holder = try await door.holderWithoutFactor() else { return try door.lead(to: door.paths.signIn) }
        return try await door.answer(form(door, returnPath: sent["return_to"])) {
            let code = sent["code"].filter { !$0.isWhitespace }
            try await VerifyFactor(door.accounts)(code: code, of: holder.user.id, session: holder.session)
            return try door.lead(to: door.paths.ownPath(sent["return_to"]) ?? door.paths.home)
        }
    }

    private func form(_ door: Door<Surface>, returnPath: String) -> AccountForm {
        let wording = door.wording
        var form = AccountForm(title: wording.codeTitle, lead: wording.codeLead)
        form.fields = [AccountField(name: "code", label: wording.code, kind: .code, isFirst: true)]
        form.hidden = [("return_to", door.paths.ownPath(returnPath) ?? "")]
        form.action = door.paths.code
        form.button = wording.signIn
        form.links = [
            AccountLink(title: wording.lostAuthenticator, path: door.paths.recovery),
            AccountLink(title: wording.otherAccount, path: door.paths.signIn),
        ]
        return form
    }
}
