import HTTPSupport

extension SessionNew.Model {
    var view: HTML {
        let main: HTML = """
            <div class="door"><p class="brand">SellUsGenie</p><h1>Sign in</h1>\(notice?.view)
            <form method="post" action="/dashboard/session">
            <input type="hidden" name="\(FormTokens.field)" value="\(formToken)">
            <input type="hidden" name="return_to" value="\(returnPath)">
            <label for="email">E-mail address</label>
            <input id="email" name="email" type="email" value="\(email)" autocomplete="username" required maxlength="254" \
            \(attribute: "autofocus", when: email.isEmpty)>
            <label for="password">Password</label>
            <input id="password" name="password" type="password" autocomplete="current-password" required maxlength="200">
            <button class="button" type="submit">Sign in</button></form></div>
            """
        return DashboardLayout(title: "Sign in").document(main)
    }
}
