import Foundation
package import Postgres

/// What the store's people write on a customer.
package struct CustomerRemarks: Hashable, Sendable {
    package static let mostTags = 50

    package let tags: [String]
    package let notes: String?
    package let isBarred: Bool

    /// - Parameter tags: as they were typed, with commas between them; each once.
    package init(tags: String, notes: String, isBarred: Bool) {
        var seen: Set<String> = []
        self.tags = tags.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty && seen.insert($0).inserted }
        self.notes = notes.isEmpty ? nil : notes
        self.isBarred = isBarred
    }
}

/// Changes what the store's people say about a customer, and makes two rows of one person one.
package enum EditCustomer {
    /// - Throws: ``CustomerError``
    package static func run(
        _ remarks: CustomerRemarks, on id: ID<Customer>, in store: ID<Store>, on db: Connection
    ) async throws {
        guard remarks.tags.count <= CustomerRemarks.mostTags, remarks.tags.allSatisfy({ $0.count <= 100 }) else {
            throw CustomerError.tags
        }
        guard (remarks.notes ?? "").count <= 5_000 else { throw CustomerError.notes }
        let changed = try await db.execute(
            """
            UPDATE customers SET tags = \(remarks.tags), notes = \(remarks.notes), is_active = \(!remarks.isBarred)
            WHERE store_id = \(store) AND id = \(id) AND erased_at IS NULL
            """
        )
        guard changed == 1 else { throw CustomerError.unknown }
    }

    /// - Parameter other: his e-mail address; his orders become the customer's, and his row goes.
    /// - Throws: ``CustomerError``
    package static func merge(
        _ other: String, into id: ID<Customer>, in store: ID<Store>, on db: Connection
    ) async throws {
        let found = try await db.first(
            """
            SELECT id FROM customers
            WHERE store_id = \(store) AND lower(email) = lower(\(other)) AND erased_at IS NULL
            """
        )
        guard let merged: ID<Customer> = try found?["id"] else { throw CustomerError.otherUnknown }
        try await CustomerError.naming { _ = try await db.query("SELECT app.merge_customers(\(id), \(merged))") }
    }

    /// Takes out what says who he was; the books keep their figures.
    /// - Parameter confirmation: his e-mail address, typed by whoever means to do that.
    /// - Throws: ``CustomerError``
    package static func erase(
        _ id: ID<Customer>, confirmedBy confirmation: String, in store: ID<Store>, on db: Connection
    ) async throws {
        let row = try await db.first(
            "SELECT email FROM customers WHERE store_id = \(store) AND id = \(id) AND erased_at IS NULL")
        guard let email: String = try row?["email"] else { throw CustomerError.unknown }
        guard email.lowercased() == confirmation.lowercased() else { throw CustomerError.notConfirmed }
        try await CustomerError.naming { _ = try await db.query("SELECT app.erase_customer(\(id))") }
    }
}

/// Why a customer stays as he is.
package enum CustomerError: Error, Hashable {
    case unknown
    case tags
    case notes
    /// Nobody has the address of the second.
    case otherUnknown
    case sameCustomer
    case otherHasAccount
    case orderOnItsWay
    /// What was typed is not his address.
    case notConfirmed

    private init?(_ error: PostgresError) {
        switch error.constraint {
        case "customers_merge_two_of_the_store": self = .sameCustomer
        case "customers_merge_keeps_accounts": self = .otherHasAccount
        case "customers_erasure_after_delivery": self = .orderOnItsWay
        default: return nil
        }
    }

    fileprivate static func naming<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as PostgresError {
            throw CustomerError(error) ?? error
        }
    }
}

extension CustomerError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknown: "This store has no such customer."
        case .tags: "Enter at most \(CustomerRemarks.mostTags) tags of up to 100 characters each."
        case .notes: "Shorten the notes to 5,000 characters."
        case .otherUnknown: "No customer of this store has that e-mail address. Check it for a typing error."
        case .sameCustomer: "That is this customer. Enter the address of the other one."
        case .otherHasAccount:
            "That customer signs in with an account of his own. Open his page, and merge this one into it."
        case .notConfirmed: "That is another address. Type the customer’s own to erase him."
        case .orderOnItsWay: "An order of this customer is still open. Finish or cancel it first."
        }
    }
}
