import Crypto
import Foundation
package import Postgres

/// What an owner says about a store; nil where nothing is said.
package struct StoreSettings: Hashable, Sendable, Codable {
    package var name: String
    package var tagline: String?
    package var email: String?
    package var phone: String?
    package var line1: String?
    package var line2: String?
    package var city: String?
    package var state: String?
    package var postalCode: String?
    package var country: String
    package var logo: String?
    package var favicon: String?
    package var primaryColour: String?
    package var secondaryColour: String?
    package var metaTitle: String?
    package var metaDescription: String?
    package var language: String
    package var timeZone: String
}

extension StoreSettings {
    /// Tells one state of the settings from another: what a form was filled from.
    package var version: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = (try? encoder.encode(self)) ?? Data()
        return Data(SHA256.hash(data: text)).base64URL
    }
}

/// Writes a store's settings if they are still those that the form showed.
package enum SaveStoreSettings {
    /// - Throws: ``StoreError/changedMeanwhile`` when somebody else saved since.
    package static func run(
        _ settings: StoreSettings,
        replacing version: String,
        in store: ID<Store>,
        on db: Connection
    ) async throws {
        guard let current = try await db.first(StoreSettings.lock(store), as: StoreSettings.self) else {
            throw StoreError.unknown
        }
        guard current.version == version else { throw StoreError.changedMeanwhile }
        guard try await db.execute(settings.update(store)) == 1 else { throw StoreError.unknown }
    }
}
