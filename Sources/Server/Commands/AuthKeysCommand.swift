import ArgumentParser
import Commerce

/// `auth-keys`: what Supabase's clients send as `apikey`.
struct AuthKeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "auth-keys",
        abstract: "Print the keys for Supabase's clients: anon for applications, service_role for your own programs.",
        discussion:
            "Each stays good as long as the installation lives. Whoever has service_role may do anything with any account."
    )

    func run() async throws {
        let sharedSecret = try await ServerConfiguration.read().jwtSecret
        try await withDatabase { access, logger in
            try await access.migrate(logger: logger)
            let issue = IssueServiceKey(secretKey: try await access.root(), sharedSecret: sharedSecret)
            for kind in [IssueServiceKey.Kind.anonymous, .service] {
                print("\(kind.rawValue)=\(try await issue(kind).reveal())")
            }
        }
    }
}
