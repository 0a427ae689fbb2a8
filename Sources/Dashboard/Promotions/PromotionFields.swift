import Commerce
import HTTPSupport

/// The fields of a promotion, new or not.
struct PromotionFields: Sendable {
    let input: PromotionInput
    let problems: PromotionInput.Problems
    let currency: String

    var view: HTML {
        """
        \(field("name", "Name", input.name, hint: "Shoppers see it beside the discount.", isRequired: true))
        \(field("code", "Code", input.code, hint: "Left empty, every cart that qualifies gets it without a code."))
        \(LabelledChoice(name: "kind", label: "It gives", choices: kinds, chosen: input.kind, problem: problems.sentences["kind"]).view)
        <div class="pairs"><div>\(number("percent", "Percent off", input.percent, hint: "For a percentage."))</div>
        <div>\(number("amount", "Amount off, \(currency)", input.amount, hint: "For an amount."))</div>
        <div>\(number("bought", "Pieces to buy", input.bought, hint: "For buy and get."))</div>
        <div>\(number("got", "Pieces free", input.got, hint: "The cheapest ones."))</div></div>
        <h2>When</h2>
        <div class="pairs"><div>\(field("starts", "First day", input.starts, type: "date"))</div>
        <div>\(field("ends", "Last day", input.ends, type: "date"))</div>
        <div>\(number("minimum", "Least spent, \(currency)", input.minimum, hint: "Before discounts and shipping."))</div></div>
        \(LabelledCheck(name: "first_order", label: "For first orders only", isOn: input.isForFirstOrder).view)
        \(LabelledCheck(name: "exclusive", label: "Not together with other promotions", isOn: input.isExclusive).view)
        <h2>How often</h2>
        <div class="pairs"><div>\(number("uses_limit", "Orders in all", input.usesLimit, hint: "Empty: no limit."))</div>
        <div>\(number("uses_limit_per_customer", "Orders of one customer", input.usesLimitPerCustomer, hint: "Empty: no limit."))</div></div>
        """
    }

    private var kinds: [LabelledChoice.Choice] {
        PromotionInput.Kind.allCases.map { LabelledChoice.Choice(value: $0.rawValue, title: $0.title) }
    }

    private func number(_ name: String, _ label: String, _ value: String, hint: String) -> HTML {
        field(name, label, value, hint: hint, keyboard: "decimal")
    }

    private func field(
        _ name: String,
        _ label: String,
        _ value: String,
        type: String = "text",
        hint: String? = nil,
        keyboard: String? = nil,
        isRequired: Bool = false
    ) -> HTML {
        LabelledField(
            name: name,
            label: label,
            value: value,
            type: type,
            hint: hint,
            problem: problems.sentences[name],
            maximumLength: 100,
            isRequired: isRequired,
            keyboard: keyboard
        ).view
    }
}
