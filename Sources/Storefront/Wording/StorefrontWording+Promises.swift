import Commerce
import HTTPSupport
import Pricing

extension StorefrontWording {
    /// What shoppers ask before they buy: what delivery costs, and how they pay.
    func promises(_ terms: CheckoutTerms, _ shop: Shop) -> [Promise] {
        [
            Promise(icon: .parcel, sentence: delivery(terms, shop)),
            Promise(icon: .lock, sentence: terms.acceptsCards ? securePayment : payAfterOrdering),
            Promise(icon: .person, sentence: noAccountNeeded),
        ]
    }

    func delivery(_ terms: CheckoutTerms, _ shop: Shop) -> String {
        guard !terms.shippingRate.isZero else { return freeDelivery }
        guard let free = terms.shippingFreeFrom else { return delivery(for: shop.format(terms.shippingRate)) }
        return delivery(for: shop.format(terms.shippingRate), freeFrom: shop.format(free))
    }
}
