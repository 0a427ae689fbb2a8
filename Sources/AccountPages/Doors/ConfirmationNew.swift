import Commerce
import HTTPSupport
import Hummingbird

/// Where the link of a letter leads. Looking at the page does nothing, because programs that look into letters open links
/// too; its button spends the link.
struct ConfirmationNew<Surface: AccountSurface>: Sendable {
    let surface: Surface

    @Sendable func show(_ request: Request, context: Surface.Context) async throws -> Response {
        let door = Door(surface: surface, request: request, context: context)
        let query = try Query(request)
        guard let type = VerificationType(rawValue: query["type"]), Self.types.contains(type),
            try await AnswerLetter(door.accounts).isOpen(query["token"], type, in: door.realm)
        else { return try await door.page(door.spent(), refused: .account(.linkSpent)) }
        return try await door.page(form(door, type, token: query["token"]))
    }

    @Sendable func confirm(_ request: Request, context: Surface.Context) async throws -> Response {
        let door = Door(surface: surface, request: request, context: context)
        let sent = try await door.form()
        guard let type = VerificationType(rawValue: sent["type"]), Self.types.contains(type) else {
            return try await door.page(door.spent(), refused: .account(.linkSpent))
        }
        do {
            let session = try await AnswerLetter(door.accounts).openingBrowserSession(
                .link(sent["token"]), type, in: door.realm, from: door.origin)
            guard let session else { return try await door.page(oneOfTwo(door)) }
            return try await door.enter(session)
        } catch {
            guard let refusal = AccountRefusal(error) else { throw error }
            // The link may still be good when it was only too soon.
            let isSpent = refusal == .account(.linkSpent) || refusal == .account(.addressTaken)
            return try await door.page(
                isSpent ? door.spent() : form(door, type, token: sent["token"]), refused: refusal)
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

extension Door {
    /// The page behind a link that opens nothing any more.
    func spent() -> AccountForm {
        AccountForm(
            title: wording.linkSpent,
            links: [
                AccountLink(title: wording.signIn, path: paths.signIn),
                wording.link(to: .newPassword, paths), wording.link(to: .confirmation, paths),
            ]
        )
    }
}
