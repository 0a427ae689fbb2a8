package import Foundation

/// The archive's last member: what is in it, and how to tell that it is whole.
package struct TenantManifest: Codable, Hashable, Sendable {
    package static let name = "manifest.json"
    static let currentFormat = "sellusgenie-tenant"
    static let currentVersion = 1

    package let format: String
    package let version: Int
    /// Of this archive; sealed secrets are bound to it.
    package let id: ID<TenantManifest>
    /// The number of the newest migration of the database that it comes from.
    package let schema: Int
    package let exportedAt: Date
    package let owner: Owner
    package let stores: [StoreEntry]
    package let members: [Member]
    package let leftBehind: LeftBehind
    /// Nil where secrets stayed.
    package let secrets: SealedSecrets?

    /// What is needed beside the passphrase to open ``ArchiveSecrets/member``.
    package struct SealedSecrets: Codable, Hashable, Sendable {
        package let salt: Data
        package let count: Int
    }

    package struct Owner: Codable, Hashable, Sendable {
        package let id: ID<User>
        package let email: String
        package let plan: String
    }

    package struct StoreEntry: Codable, Hashable, Sendable {
        package let id: ID<Store>
        package let slug: String
        package let name: String
        /// To be proved anew at the new place.
        package let domain: String?
    }

    /// One table's rows: of one store, or of the owner.
    package struct Member: Codable, Hashable, Sendable {
        package let name: String
        package let table: String
        package let store: ID<Store>?
        package let rows: Int
        package let bytes: Int
        package let sha256: String
    }

    package struct LeftBehind: Codable, Hashable, Sendable {
        package let tables: [String: String]
        /// What has to be entered again where no passphrase is given, such as `demo: stripe secret_key (…4242)`.
        package let secrets: [String]
        /// Accounts that also belong to somebody else, such as staff of two owners.
        package let sharedAccounts: Int
    }
}

extension TenantManifest {
    private static var coder: (encoder: JSONEncoder, decoder: JSONDecoder) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return (encoder, decoder)
    }

    var json: Data { get throws { try Self.coder.encoder.encode(self) } }

    init(json: Data) throws(TenantArchiveError) {
        guard let manifest = try? Self.coder.decoder.decode(TenantManifest.self, from: json) else { throw .noManifest }
        self = manifest
    }
}
