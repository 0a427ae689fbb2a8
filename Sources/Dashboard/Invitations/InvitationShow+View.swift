import Commerce
import HTTPSupport

extension InvitationShow {
    /// What the page shows.
    struct Model: Sendable {
        let invitation: Invitation
        let path: String
        let signedInAs: String?
        let formToken: String
        let notice: Notice?
    }

    /// The page for a link that opens nothing any more.
    struct Gone: Sendable {
        var view: HTML {
            DashboardLayout(title: "Invitation").document(
                """
                <div class="door"><p class="brand">SellUsGenie</p><h1>This link no longer works</h1>
                <p>It was used, withdrawn or is older than seven days. Ask whoever sent it to send it again.</p>
                <p><a class="button" href="/dashboard">To the dashboard</a></p></div>
                """
            )
        }
    }
}

extension InvitationShow.Model {
    var view: HTML {
        DashboardLayout(title: title).document(
            """
            <div class="door"><p class="brand">SellUsGenie</p><h1>\(title)</h1><p>\(explanation)</p>\(notice?.view)\(way)</div>
            """
        )
    }

    private var title: String {
        switch invitation.offer {
        case .work: "Work in \(invitation.storeName)"
        case .ownership: "Take over \(invitation.storeName)"
        }
    }

    private var explanation: String {
        switch invitation.offer {
        case .work(let role): "You are invited. Your role: \(role.title). \(role.explanation)"
        case .ownership:
            "The store becomes yours with its products, customers and orders, and counts towards your plan."
        }
    }

    private var way: HTML {
        if let signedInAs { return acceptance(signedInAs) }
        return invitation.hasAccount ? signIn : account
    }

    private func acceptance(_ email: String) -> HTML {
        let isAnother = email.lowercased() != invitation.email.lowercased()
        return """
            \(HTML.when(isAnother, "<p class=\"soft\">The letter went to \(invitation.email); you are signed in as \(email).</p>"))
            <form method="post" action="\(url: path)">\(token)
            <button class="button" type="submit">Accept as \(email)</button></form>
            """
    }

    private var signIn: HTML {
        """
        <p>\(invitation.email) has an account here. Sign in with it, and you come back to this page.</p>
        <p><a class="button" href="\(url: "/dashboard/sign-in?return_to=\(Query.encode(path))")">Sign in</a></p>
        """
    }

    private var account: HTML {
        """
        <form method="post" action="\(url: path)">\(token)
        <label for="email">E-mail address</label>
        <input id="email" type="email" value="\(invitation.email)" autocomplete="username" readonly>
        <label for="password">Choose a password</label>
        <input id="password" name="password" type="password" autocomplete="new-password" required minlength="8" \
        maxlength="72" aria-describedby="password-hint">
        <span class="hint soft" id="password-hint">At least 8 characters.</span>
        <button class="button" type="submit">Make the account and accept</button></form>
        <p class="soft">You have an account under another address? <a href="\(url: "/dashboard/sign-in?return_to=\(Query.encode(path))")">Sign in</a></p>
        """
    }

    private var token: HTML { "<input type=\"hidden\" name=\"\(FormTokens.field)\" value=\"\(formToken)\">" }
}
