package import Foundation
package import Postgres
import Schema

/// Takes a tenant in from an archive: all of it, or nothing.
package struct ImportTenant: Sendable {
    /// What the operator decides about the arrival.
    package struct Options: Sendable {
        /// New slugs for those that are taken here, by the old ones.
        package var renames: [String: String] = [:]
        /// The archive says what it was elsewhere; what it is here is the operator's word.
        package var plan = "trial"
        /// Does everything, and then nothing of it.
        package var isDryRun = false
        /// Opens what the archive has sealed; without it, keys are entered again.
        package var secrets: ArchiveSecrets?

        package init(
            renames: [String: String] = [:], plan: String = "trial", isDryRun: Bool = false,
            secrets: ArchiveSecrets? = nil
        ) {
            self.renames = renames
            self.plan = plan
            self.isDryRun = isDryRun
            self.secrets = secrets
        }
    }

    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// - Parameter progress: is told the bytes read so far of all there are.
    /// - Throws: ``TenantArchiveError``, ``ImportTenantError`` and ``ArchiveSecretsError``; nothing was changed then.
    package func callAsFunction(
        _ url: URL,
        _ options: Options = Options(),
        progress: @escaping (_ bytes: Int, _ of: Int, _ table: String) -> Void = { _, _, _ in }
    ) async throws -> ImportedTenant {
        let reader = try TenantArchiveReader(url)
        let known = SchemaMigrations.all.last?.number ?? 0
        guard reader.manifest.schema <= known else { throw TenantArchiveError.newerSchema(reader.manifest.schema) }
        do {
            let entry = try Persona.service(store: nil).databaseActor
            return try await database.transaction(as: entry) { db in
                let catalogue = try await TenantCatalogue.read(on: db)
                let arrival = TenantArrival(reader, catalogue, options, db, progress)
                let arrived = try await arrival.run()
                if options.isDryRun { throw DryRunEnded(outcome: arrived) }
                return arrived
            }
        } catch let rehearsal as DryRunEnded {
            return rehearsal.outcome
        }
    }
}

/// Rolls a rehearsal back.
private struct DryRunEnded: Error {
    let outcome: ImportedTenant
}

/// What has arrived.
package struct ImportedTenant: Sendable {
    package let manifest: TenantManifest
    package let rows: Int
    /// The stores by the slugs that they have here.
    package let slugs: [String]
    /// Customers and staff whose address has an account here already: customers became guests, staff must be invited.
    package let accountsLeftOut: Int
    /// Keys and authenticator apps that work here as they did there.
    package let secrets: Int
}

/// Why a tenant cannot come here. Nothing was changed.
package enum ImportTenantError: Error, Hashable {
    case ownerExists(String)
    case slugsTaken([String])
    case renameUnknown(String)
    case slugUnusable(String)
    case foreignRows(String)
    case idsTaken(String)
    case unreadable(String)
    case refused(member: String, constraint: String)
    case stockDoesNotAddUp(Int)
    case strayAccounts(Int)

    /// What a refusal of the database means while a member is brought in.
    init?(_ error: PostgresError, in member: String) {
        switch error.sqlState {
        case .insufficientPrivilege: self = .foreignRows(member)
        case .uniqueViolation, .exclusionViolation: self = .idsTaken(member)
        case .foreignKeyViolation, .checkViolation, .notNullViolation:
            self = .refused(member: member, constraint: error.constraint ?? error.column ?? "a column")
        // Data exceptions, and values too long to store.
        case let state where state.errorClass == "22" || state.errorClass == "54": self = .unreadable(member)
        default: return nil
        }
    }
}

extension ImportTenantError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .ownerExists(let email):
            "\(email) has an account here already; erase that tenant first, or change the address of one of the two."
        case .slugsTaken(let slugs):
            "These addresses are not free here: \(slugs.joined(separator: ", ")); give others with --rename old=new."
        case .renameUnknown(let slug): "The archive has no shop called \(slug); check --rename."
        case .slugUnusable(let slug):
            "\"\(slug)\" cannot be a shop's address; use lower-case letters, digits and dashes, 63 at most."
        case .foreignRows(let member): "\(member) holds rows of another tenant; do not trust this archive."
        case .idsTaken(let member):
            "Rows of \(member) are in this installation already; was this tenant imported before?"
        case .unreadable(let member): "\(member) holds values that its columns cannot; export the tenant again."
        case .refused(let member, let constraint):
            "Rows of \(member) contradict the rule \(constraint); export the tenant again."
        case .stockDoesNotAddUp(let count):
            "The stock of \(count) variants is not the sum of its movements; export the tenant again."
        case .strayAccounts(let count):
            "\(count) accounts in the archive belong to nobody in it; do not trust it."
        }
    }
}
