import HTTPSupport

/// Lines and sums of an order, before and after it is placed.
struct OrderSummary: Sendable {
    let lines: [Line]
    let sums: [Sum]
    let total: String
    /// What else is to be said: why a code gives nothing.
    var remarks: [String] = []

    struct Line: Sendable {
        let title: String
        let variant: String
        let quantity: Int
        let total: String
        var picture: Picture?
    }

    struct Sum: Sendable {
        let label: String
        let amount: String
    }
}

extension OrderSummary {
    func view(_ wording: StorefrontWording) -> HTML {
        """
        <ul class="brief">\(lines.map(\.view))</ul>
        <dl class="sums">\(sums.map { "<div><dt>\($0.label)</dt><dd>\($0.amount)</dd></div>" })
        <div class="grand"><dt>\(wording.total)</dt><dd>\(total)</dd></div></dl>
        \(remarks.map { "<p class=\"error\">\(Icon.alert)\($0)</p>" as HTML })
        """
    }
}

extension OrderSummary.Line {
    var view: HTML {
        """
        <li><span class="frame thumb">\(picture?.view())</span>
        <span class="brief-words"><span>\(title)</span>\
        <span class="small">\(variant.isEmpty ? "" : "\(variant) · ")× \(quantity)</span></span>
        <span>\(total)</span></li>
        """
    }
}
