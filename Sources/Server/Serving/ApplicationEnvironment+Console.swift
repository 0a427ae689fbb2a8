import Dashboard
import Postgres
import Schema

extension ApplicationEnvironment {
    /// The console sees what the doctor sees, as far as the program's own role may look.
    func console(_ dashboard: Dashboard) -> Console {
        Console(dashboard: dashboard, schema: SchemaMigrations.all.last?.title ?? "none") { db in
            var findings: [Finding] = []
            for check in DatabaseCheck.all { findings += try await check.findings(on: db) }
            return findings.map { finding in
                Console.Finding(
                    check: finding.check,
                    subject: finding.subject,
                    remedy: finding.remedy,
                    isError: finding.severity == .error
                )
            }
        }
    }
}
