package import Foundation
package import Pricing

/// What is known of a buyer at some step of a purchase: nothing but codes at the cart, everything at the order.
package struct BuyerFacts: Hashable, Sendable {
    /// A cart takes no more codes than this.
    package static let codeLimit = 5

    /// As they were typed.
    package var codes: [String]
    package var email: String?
    /// Who is signed in; known by the account then, whatever address is given.
    package var shopper: ID<User>?
    package var destination: Destination?

    package init(
        codes: [String] = [], email: String? = nil, shopper: ID<User>? = nil, destination: Destination? = nil
    ) {
        self.codes = Array(codes.filter(Self.isCode).prefix(Self.codeLimit))
        // Half a form is shown with a price too; what no text column takes is nobody's address.
        self.email = email.flatMap { Self.hasControls($0) ? nil : $0 }
        self.shopper = shopper
        self.destination = destination
    }

    private static func hasControls(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }

    /// Whether a shop could have such a code; what else was typed is not worth a question.
    package static func isCode(_ text: String) -> Bool {
        (2...40).contains(text.unicodeScalars.count) && !hasControls(text)
            && !text.unicodeScalars.contains { $0.properties.isWhitespace }
    }
}

/// What a cart's price depends on beside its lines and the store's terms.
package struct PricingCircumstances: Hashable, Sendable {
    package var promotions: [PromotionRule] = []
    package var codes: [String] = []
    package var buyer = Buyer()
    package var destination: Destination?
    /// What promotions' dates are compared with.
    package var instant = Date.distantPast

    package init() {}
}
