import Commerce
import HTTPSupport
import Hummingbird

/// Where the link of a letter leads. Looking at the page does nothing, because programs that look into letters open links
/// too; its button spends the link.
struct ConfirmationNew<Surface: AccountSurface>: Sendable {
    let surface: Surface

    @Sendable func show(_ request: Request, context: Surface.Context) async throws -> Response {
        let door = Door(surface: surface, request: request, context: context)
        return try await door.openLetter(Self.types) { form(door, $0, token: $1) }
    }

    @Sendable func confirm(_ request: Request, context: Surface.Context) async throws -> Response {
        let door = Door(surface: surface, request: request, context: context)
        return try await door.answerLetter(Self.types, form: { form(door, $0, token: $1) }) { type, sent in
            let session = try await AnswerLetter(door.accounts).openingBrowserSession(
                .link(sent["token"]), type, in: door.realm, from: door.origin)
            guard let session else { return try await door.page(oneOfTwo(door)) }
            return try await door.enter(session)
        }
    }

    /// The others lead to the page of a new password.
    private static var types: [VerificationType] { [.signUp, .magiclink, .email, .emailChange] }

    private func oneOfTwo(_ door: Door<Surface>) -> AccountForm {
        AccountForm(
            title: door.wording.oneOfTwo,
            lead: door.wording.oneOfTwoLead,
            links: [AccountLink(title: door.wording.toYourAccount, path: door.paths.rooms)]
        )
    }

    private func form(_ door: Door<Surface>, _ type: VerificationType, token: String) -> AccountForm {
        var form = AccountForm(title: door.wording.title(type), lead: door.wording.lead(type))
        form.hidden = [("token", token), ("type", type.rawValue)]
        form.action = door.paths.confirm
        form.button = door.wording.button(type)
        return form
    }
}
