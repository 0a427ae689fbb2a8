import HTTPSupport

/// What the shopper typed at the checkout, kept to the letter so that nothing is lost when something is missing.
struct CheckoutForm: Sendable, Hashable {
    var email = ""
    var firstName = ""
    var lastName = ""
    var company = ""
    var addressLine = ""
    var addressExtra = ""
    var city = ""
    var region = ""
    var postcode = ""
    var country = ""
    var phone = ""
    var note = ""
    var payment = ""
    /// The total that the page showed; the order is refused when it is another one by now.
    var totalSeen = ""
    /// Makes a second press of the button the same order.
    var idempotencyKey = ""
}

extension CheckoutForm {
    init(_ form: Form) {
        email = form["email"]
        firstName = form["first_name"]
        lastName = form["last_name"]
        company = form["company"]
        addressLine = form["address_line"]
        addressExtra = form["address_extra"]
        city = form["city"]
        region = form["region"]
        postcode = form["postcode"]
        country = form["country"]
        phone = form["phone"]
        note = form["note"]
        payment = form["payment"]
        totalSeen = form["total_seen"]
        idempotencyKey = form["idempotency_key"]
    }
}
