import Commerce
import HTTPSupport
import Hummingbird

/// A new password, by the link of a letter.
struct PasswordNew<Surface: AccountSurface>: Sendable {
    let surface: Surface

    @Sendable func show(_ request: Request, context: Surface.Context) async throws -> Response {
        let door = Door(surface: surface, request: request, context: context)
        return try await door.openLetter(Self.types) { form(door, $0, token: $1) }
    }

    @Sendable func save(_ request: Request, context: Surface.Context) async throws -> Response {
        let door = Door(surface: surface, request: request, context: context)
        return try await door.answerLetter(Self.types, form: { form(door, $0, token: $1) }) { type, sent in
            let password = try AccountInput.password(sent.verbatim("password"))
            let session = try await ResetPassword(door.accounts)(
                .link(sent["token"]), type, password: password, in: door.realm, from: door.origin)
            return try await door.enter(session)
        }
    }

    private static var types: [VerificationType] { [.recovery, .invite] }

    private func form(_ door: Door<Surface>, _ type: VerificationType, token: String) -> AccountForm {
        let wording = door.wording
        var form = AccountForm(title: wording.newPasswordTitle, lead: wording.newPasswordLead)
        form.fields = [
            AccountField(
                name: "password", label: wording.newPassword, kind: .newPassword, hint: wording.passwordHint,
                isFirst: true)
        ]
        form.hidden = [("token", token), ("type", type.rawValue)]
        form.action = door.paths.newPassword
        form.button = wording.saveAndSignIn
        return form
    }
}
