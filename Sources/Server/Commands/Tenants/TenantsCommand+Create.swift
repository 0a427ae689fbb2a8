import ArgumentParser
import Commerce
import Foundation
import Postgres

extension TenantsCommand {
    /// `tenants create`
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make an owner, and a first store if one is named.",
            discussion: "The password is read from standard input: its first line."
        )

        @Argument(help: "The owner's e-mail address, with which they sign in.")
        var email: String

        @Option(help: "The owner's name.")
        var name: String?

        @Option(help: "The plan; a trial ends after 14 days.")
        var plan = PlanChoice.trial

        @Option(help: "The name of a first store.")
        var store: String?

        func run() async throws {
            guard let address = EmailAddress(email) else {
                throw ValidationError("\"\(email)\" is no e-mail address; write it as name@example.com.")
            }
            let password = try Self.readPassword()
            let configuration = try await ServerConfiguration.read()
            try await withPool { database in
                let passwords = PasswordHasher(cost: configuration.passwordCost)
                let create = CreateTenant(database: database, passwords: passwords)
                let made = try await create(
                    email: address, password: password, name: name, plan: plan.rawValue, storeName: store)
                print(Self.report(made, configuration.baseURL))
            }
        }

        private static func readPassword() throws -> Password {
            if isatty(STDIN_FILENO) == 1 {
                FileHandle.standardError.write(Data("Password for the new owner (it is shown): ".utf8))
            }
            return try Password(readLine() ?? "")
        }

        private static func report(_ made: CreateTenant.Made, _ base: String) -> String {
            let shop = made.slug.map { "The shop \(base)/s/\($0) is open and empty.\n" } ?? ""
            return """
                Made the owner \(made.owner.email).
                \(shop)Next: they sign in on \(base)/dashboard/sign-in with the password that you typed, and change it.
                """
        }
    }
}
