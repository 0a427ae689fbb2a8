package import Hummingbird

/// Adds the pages at the door, below ``AccountPaths/doors``.
package func addAccountDoors<Surface: AccountSurface>(to group: RouterGroup<Surface.Context>, _ surface: Surface) {
    let signIn = SignInNew(surface: surface)
    group.get("sign-in", use: signIn.show)
    group.post("session", use: signIn.signIn)
    group.post("session/end", use: signIn.signOut)
    let code = FactorCheck(surface: surface)
    group.get("sign-in/code", use: code.show)
    group.post("sign-in/code", use: code.check)
    let recovery = RecoveryCheck(surface: surface)
    group.get("sign-in/recovery-code", use: recovery.show)
    group.post("sign-in/recovery-code", use: recovery.check)
    let provider = ProviderSignIn(surface: surface)
    group.get("providers/arrival", use: provider.arrive)
    group.get("providers/:provider", use: provider.depart)
    let signUp = SignUpNew(surface: surface)
    group.get("sign-up", use: signUp.show)
    group.post("sign-up", use: signUp.signUp)
    for kind in LetterKind.allCases {
        let letter = LetterNew(surface: surface, kind: kind)
        group.get(RouterPath(kind.rawValue), use: letter.show)
        group.post(RouterPath(kind.rawValue), use: letter.send)
    }
}

/// Adds the pages that letters lead to, below ``AccountPaths/letters``.
package func addAccountLetters<Surface: AccountSurface>(to group: RouterGroup<Surface.Context>, _ surface: Surface) {
    let confirmation = ConfirmationNew(surface: surface)
    group.get("confirm", use: confirmation.show)
    group.post("confirm", use: confirmation.confirm)
    let password = PasswordNew(surface: surface)
    group.get("new-password", use: password.show)
    group.post("new-password", use: password.save)
}

/// Adds somebody's own pages, below ``AccountPaths/rooms``.
package func addAccountRooms<Surface: AccountSurface>(to group: RouterGroup<Surface.Context>, _ surface: Surface) {
    let account = AccountShow(surface: surface)
    group.get("", use: account.show)
    let change = AccountChange(page: account)
    group.post("name", use: change.rename)
    group.post("email", use: change.changeEmail)
    group.post("password", use: change.changePassword)
    group.post("deletion", use: change.delete)
    group.post("sessions/end", use: change.endOthers)
    group.post("sessions/:session/end", use: change.endSession)
    let connection = ConnectionNew(page: account)
    group.get("connections/arrival", use: connection.arrive)
    group.post("connections/:connection", use: connection.connect)
    group.post("connections/:connection/removal", use: connection.disconnect)
    let recovery = RecoveryCodesShow(page: account)
    group.post("recovery-codes", use: recovery.make)
    group.post("recovery-codes/file", use: recovery.download)
    let factor = FactorShow(page: account)
    group.post("factors", use: factor.enrol)
    group.get("factors/:factor", use: factor.show)
    group.post("factors/:factor/verification", use: factor.verify)
    group.post("factors/:factor/removal", use: factor.remove)
}
