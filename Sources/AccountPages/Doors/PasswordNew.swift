import Commerce
import HTTPSupport
import Hummingbird

/// A new password, by the link of a letter.
struct PasswordNew<Surface: AccountSurface>: Sendable {
    let surface: Surface

    @Sendable func show(_ request: Request, context: Surface.Context) async throws -> Response {
        let door = Door(surface: surface, request: request, context: context)
        let query = try Query(request)
        guard let type = VerificationType(rawValue: query["type"]), Self.types.contains(type),
            try await AnswerLetter(door.accounts).isOpen(query["token"], type, in: door.realm)
        else { return try await door.page(door.spent(), refused: .account(.linkSpent)) }
        return try await door.page(form(door, type, token: query["token"]))
    }

    @Sendable func save(_ request: Request, context: Surface.Context) async throws -> Response {
        let door = Door(surface: surface, request: request, context: context)
        let sent = try await door.form()
        guard let type = VerificationType(rawValue: sent["type"]), Self.types.contains(type) else {
            return try await door.page(door.spent(), refused: .account(.linkSpent))
        }
        do {
            let password = try AccountInput.password(sent.verbatim("password"))
            let session = try await ResetPassword(door.accounts)(
                .link(sent["token"]), type, password: password, in: door.realm, from: door.origin)
            return try await door.enter(session)
        } catch {
            guard let refusal = AccountRefusal(error) else { throw error }
            let isSpent = refusal == .account(.linkSpent)
            return try await door.page(
                isSpent ? door.spent() : form(door, type, token: sent["token"]), refused: refusal)
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
