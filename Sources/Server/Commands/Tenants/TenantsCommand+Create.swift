import ArgumentParser
import Commerce
import Foundation
import Postgres

extension TenantsCommand {
    /// `tenants create`
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make an owner, and a first store if one is named.",
            discussion: """
                The owner gets a letter with a link to choose a password, for seven days, once. Where no mail server is \
                configured, the link is printed for you to hand over.
                """
        )

        @Argument(help: "The owner's e-mail address, with which they sign in.")
        var email: String

        @Option(help: "The owner's name.")
        var name: String?

        @Option(help: "The plan; a trial ends after 14 days.")
        var plan = PlanChoice.trial

        @Option(help: "The name of a first store.")
        var store: String?

        @Flag(help: "No letter: the password is the first line of standard input.")
        var passwordStdin = false

        func run() async throws {
            guard let address = EmailAddress(email) else {
                throw ValidationError("\"\(email)\" is no e-mail address; write it as name@example.com.")
            }
            let configuration = try await ServerConfiguration.read()
            let sendsLetter = configuration.smtpURL != nil
            let entrance: CreateTenant.Entrance =
                passwordStdin ? .password(try Self.readPassword()) : .link(sendsLetter: sendsLetter)
            try await withAccounts { accounts in
                let made = try await CreateTenant(accounts)(
                    email: address, entrance: entrance, name: name, plan: plan.rawValue, storeName: store)
                print(Self.report(made, configuration.baseURL, sendsLetter: sendsLetter))
            }
        }

        private static func readPassword() throws -> Password {
            if isatty(STDIN_FILENO) == 1 {
                FileHandle.standardError.write(Data("Password for the new owner (it is shown): ".utf8))
            }
            return try Password(readLine() ?? "")
        }

        private static func report(_ made: CreateTenant.Made, _ base: String, sendsLetter: Bool) -> String {
            let shop = made.slug.map { "The shop \(base)/s/\($0) is open and empty.\n" } ?? ""
            return "Made the owner \(made.owner.email).\n\(shop)Next: \(next(made.link, base, sendsLetter))"
        }

        private static func next(_ link: String?, _ base: String, _ sendsLetter: Bool) -> String {
            guard let link else {
                return "they sign in on \(base)/dashboard/sign-in with the password that you gave, and change it."
            }
            guard !sendsLetter else {
                return
                    "a letter with a link is on its way; they choose a password within seven days. A running server sends it."
            }
            return """
                no mail server is configured, so hand them this link. It is good for seven days, once:
                \(link)
                """
        }
    }
}
