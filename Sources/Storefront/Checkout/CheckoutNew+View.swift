import Commerce
import HTTPSupport

extension CheckoutNew.Model {
    func view(_ chrome: StorefrontChrome) -> HTML {
        let wording = chrome.wording
        let main: HTML = """
            <div class="wide"><h1>\(wording.checkout)</h1>\(notice?.view)
            <div class="checkout">
            <aside class="summary" aria-label="\(wording.summaryHeading)"><h2>\(wording.summaryHeading)</h2>
            \(summary.view(wording))
            <p class="center"><a href="\(url: chrome.path("/cart"))">\(wording.backToCart)</a></p></aside>
            <form method="post" action="\(url: chrome.path("/checkout"))" class="sheet" novalidate>
            \(hidden)\(contact(wording))\(address(wording))\(payment(wording))
            <button class="button block" type="submit">\(Icon.lock)\(wording.placeOrder) · \(summary.total)</button>
            </form></div></div>
            """
        return StorefrontLayout(chrome: chrome, title: wording.checkout, isCheckout: true, isIndexed: false).document(
            main)
    }

    private var hidden: HTML {
        """
        <input type="hidden" name="\(FormTokens.field)" value="\(formToken)">
        <input type="hidden" name="idempotency_key" value="\(input.idempotencyKey)">
        <input type="hidden" name="total_seen" value="\(input.totalSeen)">
        <input type="hidden" name="codes" value="\(input.codes.joined(separator: " "))">
        """
    }

    private func contact(_ wording: StorefrontWording) -> HTML {
        """
        <fieldset><legend>\(wording.contactHeading)</legend>
        \(field(.email, wording, type: "email", hint: wording.emailHint))</fieldset>
        """
    }

    private func address(_ wording: StorefrontWording) -> HTML {
        """
        <fieldset><legend>\(wording.deliveryHeading)</legend>
        \(field(.shippingName, wording))
        \(field(.shippingLine1, wording))
        \(field(.shippingLine2, wording))
        <div class="pair narrow-first">\(field(.shippingPostalCode, wording))\(field(.shippingCity, wording))</div>
        \(field(.shippingRegion, wording))
        \(country(wording))
        \(field(.shippingPhone, wording, type: "tel"))
        \(note(wording))</fieldset>
        """
    }

    private func payment(_ wording: StorefrontWording) -> HTML {
        let title = paysByCard ? wording.cardPayment : wording.manualPayment
        let hint = paysByCard ? wording.cardPaymentHint : wording.manualPaymentHint
        return """
            <fieldset><legend>\(wording.paymentHeading)</legend>
            <p class="method"><span class="dot" aria-hidden="true"></span>\
            <span><strong>\(title)</strong><span class="small">\(hint)</span></span></p></fieldset>
            """
    }

    private func field(
        _ field: CheckoutField,
        _ wording: StorefrontWording,
        type: String = "text",
        hint: String? = nil
    ) -> HTML {
        let name = field.rawValue
        return around(
            field,
            wording,
            hint: hint,
            control: """
                <input id="\(name)" name="\(name)" type="\(type)" value="\(input[field])" \
                autocomplete="\(field.autocomplete)" maxlength="200"\(states(field, hint: hint))>
                """
        )
    }

    private func country(_ wording: StorefrontWording) -> HTML {
        let field = CheckoutField.shippingCountry
        let choices: [HTML] = Country.all(wording.language).map { country in
            let isChosen = country.code == input[field]
            return "<option value=\"\(country.code)\"\(attribute: "selected", when: isChosen)>\(country.name)</option>"
        }
        return around(
            field,
            wording,
            control: """
                <select id="\(field.rawValue)" name="\(field.rawValue)" autocomplete="\(field.autocomplete)"\(states(field))>\
                <option value="">\(wording.chooseCountry)</option>\(choices)</select>
                """
        )
    }

    private func note(_ wording: StorefrontWording) -> HTML {
        let name = CheckoutField.notes.rawValue
        return around(
            .notes,
            wording,
            // HTML drops the first line end of a text area; what was typed may begin with one.
            control:
                "<textarea id=\"\(name)\" name=\"\(name)\" rows=\"3\" maxlength=\"2000\"\(states(.notes))>\n\(input[.notes])</textarea>"
        )
    }

    /// Label, control, and the sentence that belongs to it.
    private func around(
        _ field: CheckoutField,
        _ wording: StorefrontWording,
        hint: String? = nil,
        control: HTML
    ) -> HTML {
        let name = field.rawValue
        let optional = HTML.when(!field.isRequired, " <span class=\"optional\">\(wording.optional)</span>")
        let problem = problems[field].map { wording.sentence($0, field) }
        return """
            <div class="field\(problem == nil ? "" : " wrong")"><label for="\(name)">\(wording.label(field))\(optional)</label>
            \(control)
            \(hint.map { "<p class=\"hint\" id=\"\(name)-hint\">\($0)</p>" })
            \(problem.map { "<p class=\"error\" id=\"\(name)-error\">\(Icon.alert)\($0)</p>" })</div>
            """
    }

    private func states(_ field: CheckoutField, hint: String? = nil) -> HTML {
        let isWrong = problems[field] != nil
        let described = [hint.map { _ in "\(field.rawValue)-hint" }, isWrong ? "\(field.rawValue)-error" : nil]
            .compactMap { $0 }.joined(separator: " ")
        return """
            \(attribute: "required", when: field.isRequired)\(attribute: "aria-invalid", isWrong ? "true" : nil)\
            \(attribute: "aria-describedby", described.isEmpty ? nil : described)
            """
    }
}
