import Commerce
import HTTPSupport

extension CheckoutNew {
    /// Shown instead of the checkout when a submission has taken the cart but has not come to its end: the same form,
    /// sent again with one press, leads to the same order.
    struct Again: Sendable {
        let input: CheckoutInput
        let formToken: String
        let notice: Notice
    }
}

extension CheckoutNew.Again {
    func view(_ chrome: StorefrontChrome) -> HTML {
        let wording = chrome.wording
        let main: HTML = """
            <div class="wide narrowish"><h1>\(wording.checkout)</h1>\(notice.view)
            <form method="post" action="\(url: chrome.path("/checkout"))">
            <input type="hidden" name="\(FormTokens.field)" value="\(formToken)">
            <input type="hidden" name="idempotency_key" value="\(input.idempotencyKey)">
            <input type="hidden" name="total_seen" value="\(input.totalSeen)">
            <input type="hidden" name="codes" value="\(input.codes.joined(separator: " "))">
            \(CheckoutField.allCases.map(hidden))
            <button class="button" type="submit">\(wording.goOn)</button></form></div>
            """
        return StorefrontLayout(chrome: chrome, title: wording.checkout, isCheckout: true, isIndexed: false)
            .document(main)
    }

    private func hidden(_ field: CheckoutField) -> HTML {
        "<input type=\"hidden\" name=\"\(field.rawValue)\" value=\"\(input[field])\">"
    }
}
