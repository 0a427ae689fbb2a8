import Commerce
import Crypto
import Foundation
import Postgres

/// How the program logs in to a server of the operator's: as a role that owns nothing, with a password that follows from
/// the installation's root, so that one DATABASE_URL is enough.
struct ProgramLogin {
    static let role = "sellusgenie_app"

    let root: SecretKey

    /// `url` unchanged when it names the program's role already, otherwise with that role and its password in it.
    func connectionString(from url: String) async throws -> String {
        let connection = try await Connection(parameters: ["dbname": url])
        let user: String = try await connection.one("SELECT session_user::text")[0]
        guard user != Self.role else { return url }
        let isURL = url.hasPrefix("postgres://") || url.hasPrefix("postgresql://")
        guard isURL else { return "\(url) user='\(Self.role)' password='\(password)'" }
        return "\(url)\(url.contains("?") ? "&" : "?")user=\(Self.role)&password=\(password)"
    }

    /// Gives the role its password; to be called by the owner after migrating.
    func prepare(on owner: Connection) async throws {
        let user: String = try await owner.one("SELECT session_user::text")[0]
        guard user != Self.role else { return }
        try await owner.transaction { db in
            try await db.execute("SELECT set_config('app.login_password', \(password), true)")
            try await db.script(
                """
                DO $$ BEGIN
                    EXECUTE format('ALTER ROLE sellusgenie_app PASSWORD %L', current_setting('app.login_password'));
                END $$
                """
            )
        }
    }

    /// Unpadded base64url: nothing in it needs escaping in a URL or a keyword string.
    private var password: String {
        root.key(for: .databaseLogin).withUnsafeBytes { Data($0).base64URL }
    }
}

extension SecretKey.Purpose {
    fileprivate static let databaseLogin = Self("database login")
}
