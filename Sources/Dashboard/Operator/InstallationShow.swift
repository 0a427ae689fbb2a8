import Commerce
import HTTPSupport
import Hummingbird

/// The console's first room: how the installation stands, and what needs somebody.
struct InstallationShow: Sendable {
    let console: Console

    @Sendable func show(_ request: Request, context: OperatorRequestContext) async throws -> HTMLPage {
        let (overview, busy) = try await console.read { db in
            (try await ShowInstallation.run(on: db), try await BusyStore.list(on: db))
        }
        // The doctor may be refused something that the role which migrates may see; the room opens all the same.
        let findings = try? await console.read { try await console.examine($0) }
        let model = Model(overview, busy, findings, schema: console.schema)
        return HTMLPage(model.view(console.chrome(.overview, context)))
    }

    /// What the room shows.
    struct Model: Sendable {
        let figures: [OverviewShow.Figure]
        let tasks: [OverviewShow.Task]
        let findings: [Console.Finding]
        let isExamined: Bool
        let facts: [(String, String)]
        let busyStores: [BusyRow]
    }

    /// A store that is asked for more than others.
    struct BusyRow: Sendable {
        let name: String
        let path: String
        let requests: String
        let refused: String
    }
}

extension InstallationShow.Model {
    init(
        _ overview: InstallationOverview, _ busy: [BusyStore], _ findings: [Console.Finding]?, schema: String
    ) {
        let stores = "\(overview.openStores) open \(overview.openStores == 1 ? "store" : "stores")"
        self.init(
            figures: [
                OverviewShow.Figure(label: "Tenants", value: "\(overview.tenants)", comparison: stores),
                OverviewShow.Figure(
                    label: "Orders today", value: "\(overview.ordersToday)", comparison: "since midnight UTC"),
                OverviewShow.Figure(
                    label: "Jobs waiting",
                    value: "\(overview.jobsWaiting)",
                    comparison: overview.jobsLate == 0 ? "none is late" : "\(overview.jobsLate) for over a minute"
                ),
            ],
            tasks: Self.tasks(overview),
            findings: findings ?? [],
            isExamined: findings != nil,
            facts: [
                ("Newest migration", schema), ("PostgreSQL", overview.databaseVersion),
                ("Database", overview.databaseSize), ("Events have a place until", overview.eventsUntil ?? "none"),
            ],
            busyStores: busy.map { store in
                InstallationShow.BusyRow(
                    name: store.name,
                    path: "/operator/tenants/\(store.owner)",
                    requests: Counts.text(store.requests),
                    refused: Counts.text(store.refused)
                )
            }
        )
    }

    private static func tasks(_ overview: InstallationOverview) -> [OverviewShow.Task] {
        let candidates: [(Int, String, String, String)] = [
            (overview.jobsDead, "job has failed for good", "jobs have failed for good", "/operator/jobs?state=dead"),
            (
                overview.jobsLate, "job waits for over a minute", "jobs wait for over a minute",
                "/operator/jobs?state=queued"
            ),
            (overview.suspendedStores, "store is suspended", "stores are suspended", "/operator/tenants?suspended=1"),
        ]
        return candidates.filter { $0.0 > 0 }.map { count, one, many, path in
            OverviewShow.Task(sentence: "\(count) \(count == 1 ? one : many)", path: path)
        }
    }
}
