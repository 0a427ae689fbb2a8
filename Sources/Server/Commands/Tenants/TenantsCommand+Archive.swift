import ArgumentParser
import Commerce
import Foundation
import Postgres

extension TenantsCommand {
    /// `tenants export`
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write all that belongs to an owner into one archive, as it stands at this moment.",
            discussion: "The archive holds personal data and password hashes: keep it as you keep a backup."
        )

        @Argument(help: "The owner's e-mail address, or the slug of a store.")
        var owner: String

        @Option(name: .shortAndLong, help: "The archive, a new file.", completion: .file(extensions: ["tar"]))
        var output: String

        @OptionGroup var passphrase: Passphrase

        func run() async throws {
            let phrase = try passphrase.read(isNew: true)
            try await withVault { database, vault in
                let secrets = try phrase.map { try ArchiveSecrets(vault: vault, passphrase: $0) }
                let tenant = try await FindTenant(database: database)(owner)
                let bar = ProgressBar(total: tenant.products + tenant.orders)
                defer { bar.finish() }
                let manifest = try await ExportTenant(database: database)(
                    tenant, to: URL(filePath: output), secrets: secrets
                ) {
                    rows, table in
                    bar.show(rows, note: table)
                }
                bar.finish()
                print(Self.report(manifest, output))
            }
        }

        static func report(_ manifest: TenantManifest, _ output: String) -> String {
            let rows = manifest.members.reduce(0) { $0 + $1.rows }
            var lines = [
                "Exported \(manifest.owner.email): \(Wording.stores(manifest.stores.count)), \(rows) rows, to \(output)."
            ]
            let secrets = manifest.leftBehind.secrets
            if !secrets.isEmpty {
                lines.append(
                    manifest.secrets == nil
                        ? "To be entered again at the new place: \(secrets.joined(separator: "; "))."
                        : "Sealed under the passphrase: \(secrets.joined(separator: "; "))."
                )
            }
            let domains = manifest.stores.compactMap(\.domain)
            if !domains.isEmpty { lines.append("To be proved anew: \(domains.joined(separator: ", ")).") }
            let shared = manifest.leftBehind.sharedAccounts
            if shared > 0 {
                lines.append("\(shared) accounts belong to others too and stayed; invite that staff again.")
            }
            return lines.joined(separator: "\n")
        }
    }

    /// `tenants import`
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take in a tenant that another installation has exported: all of it, or nothing.",
            discussion: "Import archives of people whom you trust with the accounts in them only."
        )

        @Argument(help: "The archive.", completion: .file(extensions: ["tar"]))
        var file: String

        @Flag(help: "Do everything, and then nothing of it.")
        var dryRun = false

        @Option(help: "Give a shop whose slug is taken another one: old=new. May be given again.")
        var rename: [String] = []

        @Option(help: "The plan that the owner has here.")
        var plan = PlanChoice.trial

        @OptionGroup var passphrase: Passphrase

        func run() async throws {
            let phrase = try passphrase.read(isNew: false)
            let renames = try renames()
            try await withVault { database, vault in
                var options = ImportTenant.Options(renames: renames, plan: plan.rawValue, isDryRun: dryRun)
                options.secrets = try phrase.map { try ArchiveSecrets(vault: vault, passphrase: $0) }
                let bar = ProgressBar(total: 100)
                defer { bar.finish() }
                let arrived = try await ImportTenant(database: database)(URL(filePath: file), options) {
                    bytes, all, table in
                    bar.show(bytes * 100 / max(all, 1), note: table)
                }
                bar.finish()
                print(report(arrived))
            }
        }

        private func renames() throws -> [String: String] {
            var renames: [String: String] = [:]
            for text in rename {
                let parts = text.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
                guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
                    throw ValidationError("--rename wants old=new, and not \"\(text)\".")
                }
                renames[parts[0]] = parts[1]
            }
            return renames
        }

        private func report(_ arrived: ImportedTenant) -> String {
            let manifest = arrived.manifest
            var lines = [
                "\(dryRun ? "Would have imported" : "Imported") \(manifest.owner.email): \(arrived.rows) rows, shops "
                    + "\(arrived.slugs.joined(separator: ", ")), on the plan \(plan.rawValue)."
            ]
            if manifest.owner.plan != plan.rawValue {
                lines.append("At the other place the plan was \(manifest.owner.plan); --plan gives another here.")
            }
            if let line = secrets(arrived) { lines.append(line) }
            let domains = manifest.stores.compactMap(\.domain)
            if !domains.isEmpty { lines.append("The owner has to prove anew: \(domains.joined(separator: ", ")).") }
            if arrived.accountsLeftOut > 0 {
                lines.append(
                    "\(arrived.accountsLeftOut) addresses have accounts here already: those customers became guests, "
                        + "and that staff must be invited."
                )
            }
            return lines.joined(separator: "\n")
        }

        private func secrets(_ arrived: ImportedTenant) -> String? {
            let names = arrived.manifest.leftBehind.secrets
            guard !names.isEmpty else { return nil }
            guard arrived.secrets == 0 else {
                return "Opened with the passphrase and sealed anew: \(arrived.secrets) secrets."
            }
            let help =
                arrived.manifest.secrets == nil ? "" : " The archive has them sealed: --passphrase-file brings them."
            return "The owner has to enter again: \(names.joined(separator: "; ")).\(help)"
        }
    }
}
