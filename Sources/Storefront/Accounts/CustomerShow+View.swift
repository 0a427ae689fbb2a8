import AccountPages
import HTTPSupport

extension CustomerShow.Model {
    func view(_ chrome: StorefrontChrome) -> HTML {
        let wording = chrome.wording
        let main: HTML = """
            <div class="wide narrowish account"><div class="list-head"><div><h1>\(wording.hello(name))</h1>
            <p class="lead">\(email)</p></div>\(signOut(chrome))</div>\(notice?.view)
            <div class="checkout"><div class="sheet">\(orderList(wording))\(security(chrome))</div>
            \(details(chrome))</div></div>
            """
        return StorefrontLayout(
            chrome: chrome, title: AccountWording(chrome.shop.language).yourAccount, isIndexed: false
        )
        .document(main)
    }

    private func signOut(_ chrome: StorefrontChrome) -> HTML {
        """
        <form method="post" action="\(url: chrome.path("/account/session/end"))">\(token)
        <button class="quiet" type="submit">\(AccountWording(chrome.shop.language).signOut)</button></form>
        """
    }

    private var token: HTML { "<input type=\"hidden\" name=\"\(FormTokens.field)\" value=\"\(formToken)\">" }

    private func orderList(_ wording: StorefrontWording) -> HTML {
        let rows: HTML =
            orders.isEmpty ? "<p>\(wording.noOrdersYet)</p>" : "<ul class=\"account-rows\">\(orders.map(\.view))</ul>"
        let more: HTML? = nextPath.map { "<p><a href=\"\(url: $0)\">\(wording.olderOrders)</a></p>" }
        return "<section class=\"panel\"><h2>\(wording.yourOrders)</h2>\(rows)\(more)</section>"
    }

    private func security(_ chrome: StorefrontChrome) -> HTML {
        """
        <section class="panel"><h2>\(chrome.wording.signInAndSecurity)</h2><p class="small">\(chrome.wording.securityLead)</p>
        <p><a class="button quiet" href="\(url: chrome.path("/account/security"))">\(chrome.wording.change)</a></p></section>
        """
    }

    private func details(_ chrome: StorefrontChrome) -> HTML {
        let wording = chrome.wording
        return """
            <section class="panel"><h2>\(wording.yourDetails)</h2>
            <form method="post" action="\(url: chrome.path("/account/details"))" novalidate>\(token)
            <div class="pair">\(field(.firstName, wording))\(field(.lastName, wording))</div>
            \(field(.phone, wording))\(field(.line1, wording))\(field(.line2, wording))
            <div class="pair narrow-first">\(field(.postalCode, wording))\(field(.city, wording))</div>
            \(field(.region, wording))\(country(wording))\(marketing(wording))
            <button class="button block" type="submit">\(wording.saveDetails)</button></form></section>
            """
    }

    private func marketing(_ wording: StorefrontWording) -> HTML {
        """
        <label class="tick"><input type="checkbox" name="accepts_marketing" value="yes"\
        \(attribute: "checked", when: input.acceptsMarketing)><span>\(wording.marketing)\
        \(consent.map { "<span class=\"small\">\($0)</span>" })</span></label>
        """
    }

    private func field(_ field: CustomerInput.Field, _ wording: StorefrontWording) -> HTML {
        let name = field.rawValue
        let control: HTML = """
            <input id="\(name)" name="\(name)" value="\(input[field])" autocomplete="\(field.autocomplete)" maxlength="200"\
            \(states(field))>
            """
        return around(field, control, wording)
    }

    private func country(_ wording: StorefrontWording) -> HTML {
        let choices: [HTML] = Country.all(wording.language).map { country in
            let isChosen = country.code == input[.country]
            return "<option value=\"\(country.code)\"\(attribute: "selected", when: isChosen)>\(country.name)</option>"
        }
        let control: HTML = """
            <select id="country" name="country" autocomplete="country"\(states(.country))>\(choices)</select>
            """
        return around(.country, control, wording)
    }

    private func around(_ field: CustomerInput.Field, _ control: HTML, _ wording: StorefrontWording) -> HTML {
        let name = field.rawValue
        let problem = problems[field].map { wording.sentence($0, field.checkoutField) }
        return """
            <div class="field\(problem == nil ? "" : " wrong")"><label for="\(name)">\(wording.label(field))</label>\(control)
            \(problem.map { "<p class=\"error\" id=\"\(name)-error\">\(Icon.alert)\($0)</p>" })</div>
            """
    }

    private func states(_ field: CustomerInput.Field) -> HTML {
        let isWrong = problems[field] != nil
        return """
            \(attribute: "aria-invalid", isWrong ? "true" : nil)\
            \(attribute: "aria-describedby", isWrong ? "\(field.rawValue)-error" : nil)
            """
    }
}

extension CustomerShow.OrderRow {
    var view: HTML {
        """
        <li><span><a href="\(url: path)">\(number)</a><span class="small soft">\(placed)</span></span>
        <span class="state\(isGood ? " good" : "")">\(state)</span><strong>\(total)</strong></li>
        """
    }
}
