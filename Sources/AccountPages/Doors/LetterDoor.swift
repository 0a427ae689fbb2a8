import Commerce
import HTTPSupport
import Hummingbird

extension Door {
    /// Where the link of a letter leads: its form while the link is good. Looking at it spends nothing.
    func openLetter(
        _ types: [VerificationType], form: (VerificationType, _ token: String) -> AccountForm
    ) async throws -> Response {
        let query = try Query(request)
        guard let type = VerificationType(rawValue: query["type"]), types.contains(type),
            try await AnswerLetter(accounts).isOpen(query["token"], type, in: realm)
        else { return try await page(spent(), refused: .account(.linkSpent)) }
        return try await page(form(type, query["token"]))
    }

    /// Spends the link. What the use case refuses comes back on the form, as long as the link may still be good.
    func answerLetter(
        _ types: [VerificationType], form: (VerificationType, _ token: String) -> AccountForm,
        _ body: (VerificationType, Form) async throws -> Response
    ) async throws -> Response {
        let sent = try await self.form()
        guard let type = VerificationType(rawValue: sent["type"]), types.contains(type) else {
            return try await page(spent(), refused: .account(.linkSpent))
        }
        do {
            return try await body(type, sent)
        } catch {
            guard let refusal = AccountRefusal(error) else { throw error }
            let isSpent = refusal == .account(.linkSpent) || refusal == .account(.addressTaken)
            return try await page(isSpent ? spent() : form(type, sent["token"]), refused: refusal)
        }
    }

    /// The page behind a link that opens nothing any more.
    private func spent() -> AccountForm {
        AccountForm(
            title: wording.linkSpent,
            links: [
                AccountLink(title: wording.signIn, path: paths.signIn),
                wording.link(to: .newPassword, paths), wording.link(to: .confirmation, paths),
            ]
        )
    }
}
