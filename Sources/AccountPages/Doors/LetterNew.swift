import Commerce
import HTTPSupport
import Hummingbird

/// Asks for a letter: to choose a new password, to sign in by a link, or to confirm the address once more. The answer is
/// the same whether the address has an account.
struct LetterNew<Surface: AccountSurface>: Sendable {
    let surface: Surface
    let kind: LetterKind

    @Sendable func show(_ request: Request, context: Surface.Context) async throws -> Response {
        let door = Door(surface: surface, request: request, context: context)
        return try await door.page(form(door, email: ""))
    }

    @Sendable func send(_ request: Request, context: Surface.Context) async throws -> Response {
        let door = Door(surface: surface, request: request, context: context)
        let sent = try await door.form()
        return try await door.answer(form(door, email: sent["email"])) {
            let email = try AccountInput.email(sent["email"])
            try await send(to: email, door)
            let wording = door.wording
            let links = [AccountLink(title: wording.backToSignIn, path: door.paths.signIn)]
            let sentence = wording.letterSentIfKnown(email.text)
            return try await door.page(AccountForm(title: wording.letterSent, lead: sentence, links: links))
        }
    }

    private func send(to email: EmailAddress, _ door: Door<Surface>) async throws {
        let address = door.origin.address
        switch kind {
        case .newPassword:
            try await RequestPasswordReset(door.accounts)(email: email, in: door.realm, from: address)
        case .signIn:
            try await SendMagicLink(door.accounts)(email: email, in: door.realm, from: address)
        case .confirmation:
            try await ResendLetter(door.accounts)(.signUp, email: email, in: door.realm, from: address)
        }
    }

    private func form(_ door: Door<Surface>, email: String) -> AccountForm {
        let wording = door.wording
        var form = AccountForm(title: wording.title(kind), lead: wording.lead(kind))
        form.fields = [AccountField(name: "email", label: wording.email, kind: .email, value: email, isFirst: true)]
        form.action = door.paths.letter(kind)
        form.button = wording.sendLetter
        form.links = [AccountLink(title: wording.backToSignIn, path: door.paths.signIn)]
        return form
    }
}
