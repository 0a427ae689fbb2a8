import Commerce
import HTTPSupport
import Hummingbird

/// The second step of signing in for whose authenticator is lost: a recovery code. It leads to the account, where the
/// authenticator is replaced.
struct RecoveryCheck<Surface: AccountSurface>: Sendable {
    let surface: Surface

    @Sendable func show(_ request: Request, context: Surface.Context) async throws -> Response {
        let door = Door(surface: surface, request: request, context: context)
        guard try await door.holderWithoutFactor() != nil else { return try door.lead(to: door.paths.signIn) }
        return try await door.page(form(door))
    }

    @Sendable func check(_ request: Request, context: Surface.Context) async throws -> Response {
        let door = Door(surface: surface, request: request, context: context)
        let sent = try await door.form()
        guard let holder = try await door.holderWithoutFactor() else {
            return try door.lead(to: door.paths.signIn)
        }
        return try await door.answer(form(door, typed: sent["recovery_code"])) {
            try await UseRecoveryCode(door.accounts)(
                sent["recovery_code"], of: holder.user.id, session: holder.session, in: door.realm)
            return try door.lead(to: "\(door.paths.rooms)?done=recovered")
        }
    }

    private func form(_ door: Door<Surface>, typed: String = "") -> AccountForm {
        let wording = door.wording
        var form = AccountForm(title: wording.recoveryTitle, lead: wording.recoveryLead)
        form.fields = [
            AccountField(
                name: "recovery_code", label: wording.recoveryCode, kind: .recoveryCode, value: typed, isFirst: true)
        ]
        form.action = door.paths.recovery
        form.button = wording.signIn
        form.links = [
            AccountLink(title: wording.useAuthenticator, path: door.paths.code),
            AccountLink(title: wording.otherAccount, path: door.paths.signIn),
        ]
        return form
    }
}

extension Door {
    /// Who has given the password and no second factor yet.
    func holderWithoutFactor() async throws -> SessionHolder? {
        guard let cookie = request.cookies[surface.name(of: .session)]?.value else { return nil }
        let find = FindSession(database: accounts.database, now: accounts.now)
        return try await find.whoever(cookie, in: realm).flatMap { $0.needsSecondFactor ? $0 : nil }
    }
}
