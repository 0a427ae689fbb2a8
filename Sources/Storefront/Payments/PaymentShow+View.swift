import HTTPSupport

extension PaymentShow.Model {
    func view(_ chrome: StorefrontChrome) -> HTML {
        let wording = chrome.wording
        let main: HTML = """
            <div class="wide"><p class="over">\(wording.order(orderNumber))</p><h1>\(wording.paymentHeading)</h1>\(notice?.view)
            <div class="checkout">
            <aside class="summary" aria-label="\(wording.summaryHeading)"><h2>\(wording.summaryHeading)</h2>\(summary.view(wording))</aside>
            <div class="sheet">\(fields(wording))\(HTML.when(isTest, testForm(wording)))</div></div></div>
            """
        let layout = StorefrontLayout(
            chrome: chrome,
            title: wording.paymentHeading,
            isCheckout: true,
            isIndexed: false,
            scripts: [StorefrontAssets.paymentScript.path]
        )
        return layout.document(main)
    }

    private func fields(_ wording: StorefrontWording) -> HTML {
        """
        <form class="panel" data-payment data-key="\(publishableKey)" data-secret="\(clientSecret)" \
        data-return="\(url: returnAddress)" data-unavailable="\(wording.paymentUnavailable)">
        <h2>\(wording.cardPayment)</h2><div class="stripe-fields" data-fields></div>
        <p class="error" role="alert" data-error hidden></p>
        <noscript><p class="error">\(wording.paymentUnavailable)</p></noscript>
        <button class="button block" type="submit" disabled>\(Icon.lock)\(wording.pay(amount))</button></form>
        """
    }

    private func testForm(_ wording: StorefrontWording) -> HTML {
        """
        <form class="panel" method="post" action="\(url: payPath)"><h2>\(wording.testMode)</h2><p>\(wording.testModeHint)</p>
        <input type="hidden" name="\(FormTokens.field)" value="\(formToken)">
        <div class="pills"><label class="pill"><input type="radio" name="card" value="accepted" checked><span>\(wording.testCardGood)</span></label>
        <label class="pill"><input type="radio" name="card" value="declined"><span>\(wording.testCardBad)</span></label></div>
        <button class="button" type="submit">\(wording.pay(amount))</button></form>
        """
    }
}
