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
        return StorefrontLayout(chrome: chrome, title: wording.checkout, isCheckout: true, isIndexed: false).document(main)
    }

    private var hidden: HTML {
        """
        <input type="hidden" name="\(FormTokens.field)" value="\(formToken)">
        <input type="hidden" name="idempotency_key" value="\(form.idempotencyKey)">
        <input type="hidden" name="total_seen" value="\(form.totalSeen)">
        """
    }

    private func contact(_ wording: StorefrontWording) -> HTML {
        """
        <fieldset><legend>\(wording.contactHeading)</legend>
        \(input(.email, wording, type: "email", hint: wording.emailHint))</fieldset>
        """
    }

    private func address(_ wording: StorefrontWording) -> HTML {
        """
        <fieldset><legend>\(wording.deliveryHeading)</legend>
        <div class="pair">\(input(.firstName, wording))\(input(.lastName, wording))</div>
        \(input(.company, wording))
        \(input(.addressLine, wording))
        \(input(.addressExtra, wording))
        <div class="pair narrow-first">\(input(.postcode, wording))\(input(.city, wording))</div>
        \(input(.region, wording))
        \(country(wording))
        \(input(.phone, wording, type: "tel"))
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

    private func input(
        _ field: CheckoutForm.Field,
        _ wording: StorefrontWording,
        type: String = "text",
        hint: String? = nil
    ) -> HTML {
        around(
            field,
            wording,
            hint: hint,
            control: """
                <input id="\(field.rawValue)" name="\(field.rawValue)" type="\(type)" value="\(form[field])" \
                autocomplete="\(field.autocomplete)" maxlength="\(field.limit)"\(states(field, hint: hint))>
                """
        )
    }

    private func country(_ wording: StorefrontWording) -> HTML {
        let choices: [HTML] = Country.all(wording.language).map { country in
            "<option value=\"\(country.code)\"\(attribute: "selected", when: country.code == form.country)>\(country.name)</option>"
        }
        return around(
            .country,
            wording,
            control: """
                <select id="country" name="country" autocomplete="country"\(states(.country))>\
                <option value="">\(wording.chooseCountry)</option>\(choices)</select>
                """
        )
    }

    private func note(_ wording: StorefrontWording) -> HTML {
        around(
            .note,
            wording,
            control: "<textarea id=\"note\" name=\"note\" rows=\"3\" maxlength=\"1000\"\(states(.note))>\n\(form.note)</textarea>"
        )
    }

    /// Label, control, and the sentence that belongs to it.
    private func around(
        _ field: CheckoutForm.Field,
        _ wording: StorefrontWording,
        hint: String? = nil,
        control: HTML
    ) -> HTML {
        let name = field.rawValue
        let optional = HTML.when(!field.isRequired, " <span class=\"optional\">\(wording.optional)</span>")
        return """
            <div class="field\(problems[field] == nil ? "" : " wrong")"><label for="\(name)">\(wording.label(field))\(optional)</label>
            \(control)
            \(hint.map { "<p class=\"hint\" id=\"\(name)-hint\">\($0)</p>" })
            \(problems[field].map { "<p class=\"error\" id=\"\(name)-error\">\(Icon.alert)\($0)</p>" })</div>
            """
    }

    private func states(_ field: CheckoutForm.Field, hint: String? = nil) -> HTML {
        let isWrong = problems[field] != nil
        let described = [hint.map { _ in "\(field.rawValue)-hint" }, isWrong ? "\(field.rawValue)-error" : nil]
            .compactMap { $0 }.joined(separator: " ")
        return """
            \(attribute: "required", when: field.isRequired)\(attribute: "aria-invalid", isWrong ? "true" : nil)\
            \(attribute: "aria-describedby", described.isEmpty ? nil : described)
            """
    }
}
