package import Foundation

/// The id of something that the shop knows. `Subject` keeps a product's from being taken for a category's.
package struct PricingID<Subject>: Hashable, Sendable {
    /// The id as the database has it.
    package let uuid: UUID

    /// The id that is `uuid`.
    package init(_ uuid: UUID) {
        self.uuid = uuid
    }
}

extension PricingID: Comparable {
    /// Some order that is always the same: what needs one (who gets the odd cent) then never depends on the order in
    /// which things were passed in.
    package static func < (left: PricingID, right: PricingID) -> Bool { left.uuid < right.uuid }
}

extension PricingID: Codable {
    /// Reads the id as text.
    package init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(UUID.self))
    }

    /// Writes the id as text.
    package func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        try value.encode(uuid)
    }
}

extension PricingID: CustomStringConvertible {
    /// The id as text.
    package var description: String { uuid.uuidString.lowercased() }
}

/// What the id of a product is of. It has no values, as the engine only compares ids.
package enum PricedProduct {}
/// What the id of a variant is of.
package enum PricedVariant {}
/// What the id of a category is of.
package enum PricedCategory {}
/// What the id of a segment of customers is of.
package enum CustomerSegment {}
