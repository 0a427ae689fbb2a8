/// A method that is not offered for a cart, and why.
package struct ShippingRefusal: Hashable, Sendable, Codable {
    /// Why a method is not offered.
    package enum Reason: Hashable, Sendable, Codable {
        /// No address is known yet.
        case addressNeeded
        /// The address's place on the map, or its postcode, is not known yet.
        case placeNeeded
        /// The method does not go there.
        case elsewhere
        /// The goods are worth too little.
        case minimumNotReached(missing: Money)
        /// The goods weigh more than the method carries.
        case tooHeavy(limit: Int)
        /// The shop has set no price for goods of this total.
        case noPriceForTotal
    }

    /// The method.
    package let method: PricingID<ShippingMethod>
    /// What the shop calls it.
    package let name: String
    /// Why it is not offered.
    package let reason: Reason
}
