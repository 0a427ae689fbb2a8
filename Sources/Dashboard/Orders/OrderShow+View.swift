import HTTPSupport

extension OrderShow.Model {
    func view(_ chrome: DashboardChrome) -> HTML {
        let main: HTML = """
            <p class="back"><a href="\(url: listPath)">Orders</a></p>
            <div class="head"><h1>Order \(number)</h1><p>\(payment.view) \(fulfilment.view)</p></div>
            <p class="soft">\(placed)\(historyPath.map { " · <a href=\"\(url: $0)\">History</a>" })</p>\(notice?.view)\(buttons(chrome))
            <div class="columns"><div>\(goods)\(history)</div><div>\(person)\(money)</div></div>
            """
        return DashboardLayout(title: "Order \(number)", chrome: chrome).document(main)
    }

    private func buttons(_ chrome: DashboardChrome) -> HTML {
        let buttons: [HTML] = actions.enumerated().map { index, action in
            "<button class=\"button\(index == 0 ? "" : " quiet")\" type=\"submit\" name=\"event\" value=\"\(action.rawValue)\">\(action.title)</button>"
        }
        return .when(
            !actions.isEmpty,
            """
            <form class="actions" method="post" action="\(url: actionPath)">
            <input type="hidden" name="\(FormTokens.field)" value="\(chrome.formToken)">\(buttons)</form>
            """
        )
    }

    private var goods: HTML {
        """
        <section class="card"><h2>Articles</h2><ul class="goods">\(lines.map(\.view))</ul>
        <dl class="sums">\(sums.map(\.view))<div class="grand"><dt>Total</dt><dd>\(total)</dd></div></dl></section>
        """
    }

    private var history: HTML {
        """
        <section class="card"><h2>Timeline</h2><ol class="timeline">
        \(timeline.map { "<li><p>\($0.sentence)</p><p class=\"soft\">\($0.time)</p></li>" })</ol></section>
        """
    }

    private var person: HTML {
        """
        <section class="card"><h2>Customer</h2><p>\(customer)</p><p><a href="\(url: "mailto:\(email)")">\(email)</a></p>
        \(phone.map { "<p>\($0)</p>" })
        <h3>Delivery address</h3><address>\(addressLines.map { "<span>\($0)</span>" })</address>
        \(note.map { "<h3>Note</h3><p class=\"note\">\($0)</p>" })</section>
        """
    }

    private var money: HTML {
        "<section class=\"card\"><h2>Payment</h2><dl class=\"sums\">\(paymentFacts.map(\.view))</dl></section>"
    }
}

extension OrderShow.Line {
    var view: HTML {
        """
        <li><span class="thumb">\(picture.map { "<img src=\"\(url: $0)\" alt=\"\" width=\"48\" height=\"60\" loading=\"lazy\">" })</span>
        <span><span>\(title)</span><span class="soft">\(detail)</span></span>
        <span class="soft">\(unitPrice) × \(quantity)</span><span>\(total)</span></li>
        """
    }
}

extension OrderShow.Sum {
    var view: HTML { "<div><dt>\(label)</dt><dd>\(amount)</dd></div>" }
}
