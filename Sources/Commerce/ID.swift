package import Foundation

/// The identity of one `Entity`: a UUID that cannot be mistaken for another kind's.
package struct ID<Entity>: Hashable, Sendable {
    package let uuid: UUID

    package init(_ uuid: UUID) {
        self.uuid = uuid
    }
}

extension ID: LosslessStringConvertible {
    package init?(_ description: String) {
        guard let uuid = UUID(uuidString: description) else { return nil }
        self.init(uuid)
    }

    /// Lower case, as PostgreSQL and Stripe's metadata print it.
    package var description: String { uuid.uuidString.lowercased() }
}

extension ID: Codable {
    package init(from decoder: any Decoder) throws {
        self.init(try UUID(from: decoder))
    }

    package func encode(to encoder: any Encoder) throws {
        try description.encode(to: encoder)
    }
}
