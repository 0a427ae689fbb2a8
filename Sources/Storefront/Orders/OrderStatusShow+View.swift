import HTTPSupport

extension OrderStatusShow.Model {
    func view(_ chrome: StorefrontChrome) -> HTML {
        let wording = chrome.wording
        let main: HTML = """
            <div class="wide narrowish order">\(notice?.view)
            <p class="over">\(wording.order(number))</p><h1>\(isCancelled ? wording.cancelled : wording.thankYou)</h1>
            <p class="lead">\(wording.keepThisAddress)</p>
            \(HTML.when(!isCancelled, progress(wording)))
            <div class="checkout">
            <aside class="summary" aria-label="\(wording.summaryHeading)"><h2>\(wording.summaryHeading)</h2>\(summary.view(wording))</aside>
            <div class="sheet">\(paymentCard(wording))\(facts(wording))</div></div></div>
            """
        return StorefrontLayout(chrome: chrome, title: wording.order(number), isIndexed: false).document(main)
    }

    private func progress(_ wording: StorefrontWording) -> HTML {
        let items: [HTML] = steps.map { step in
            "<li\(attribute: "class", step.isDone ? "did" : nil)><span class=\"mark\">\(HTML.when(step.isDone, Icon.check))</span>\(step.title)</li>"
        }
        return "<ol class=\"progress\" aria-label=\"\(wording.progress)\">\(items)</ol>"
    }

    private func paymentCard(_ wording: StorefrontWording) -> HTML {
        """
        <section class="panel"><h2>\(wording.paymentHeading)</h2>
        <p class="state\(payment.isPaid ? " good" : "")">\(payment.title)</p>
        \(payment.instructions.map { "<p>\($0)</p>" })
        \(payment.payPath.map { "<p><a class=\"button\" href=\"\(url: $0)\">\(wording.payNow)\(Icon.arrow)</a></p>" })</section>
        """
    }

    private func facts(_ wording: StorefrontWording) -> HTML {
        """
        <section class="panel"><h2>\(wording.deliverTo)</h2>
        <address>\(addressLines.map { "<span>\($0)</span>" })</address>
        <p class="small">\(email)</p><p class="small">\(wording.ordered) \(placed)</p></section>
        """
    }
}
