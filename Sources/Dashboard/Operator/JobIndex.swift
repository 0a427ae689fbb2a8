import Commerce
import HTTPSupport
import Hummingbird
import Postgres

/// The work of the installation: what waits, what runs, what has failed for good.
struct JobIndex: Sendable {
    let console: Console

    @Sendable func show(_ request: Request, context: OperatorRequestContext) async throws -> HTMLPage {
        let query = try Query(request)
        let state = query["state"] == "all" ? nil : JobRecord.State(rawValue: query["state"]) ?? .dead
        let cursor: ID<Job>? = try query.value("after")
        let page = try await ListJobs(database: console.database)(state, after: cursor)
        let model = Model(page, state: state, formToken: console.token(context))
        return HTMLPage(model.view(console.chrome(.jobs, context)))
    }

    @Sendable func retry(_ request: Request, context: OperatorRequestContext) async throws -> SeeOther {
        _ = try await console.form(request, context)
        guard let id = context.parameters.get("job").flatMap({ ID<Job>($0) }) else { throw RequestProblem.notFound }
        // One that is not dead any more was retried by somebody faster.
        _ = try await console.read { try await RetryJobs.run(id, on: $0) }
        return SeeOther("/operator/jobs")
    }

    /// What the room shows.
    struct Model: Sendable {
        let filters: [OrderIndex.Filter]
        let jobs: [Row]
        let formToken: String
        let nextPage: String?
    }

    /// A job in the list.
    struct Row: Sendable {
        let id: String
        let kind: String
        let store: String
        let state: Badge
        let attempts: String
        let when: String
        let error: String?
        let canRetry: Bool
    }
}

extension JobIndex.Model {
    init(_ page: Page<JobRecord, ID<Job>>, state: JobRecord.State?, formToken: String) {
        let choices: [(String, JobRecord.State?)] = [
            ("Failed", .dead), ("Waiting", .queued), ("Running", .running), ("Done", .succeeded), ("All", nil),
        ]
        self.init(
            filters: choices.map { title, choice in
                OrderIndex.Filter(
                    title: title,
                    path: "/operator/jobs?state=\(choice?.rawValue ?? "all")",
                    isChosen: choice == state
                )
            },
            jobs: page.items.map(JobIndex.Row.init),
            formToken: formToken,
            nextPage: page.next.map { "/operator/jobs?state=\(state?.rawValue ?? "all")&after=\($0)" }
        )
    }
}

extension JobIndex.Row {
    init(_ job: JobRecord) {
        self.init(
            id: "\(job.id)",
            kind: job.kind,
            store: job.store ?? "Platform",
            state: Badge(job: job.state),
            attempts: "Attempt \(job.attempts) of \(job.maxAttempts)",
            when: ConsoleDates.moment(job.createdAt),
            error: job.lastError,
            canRetry: job.state == JobRecord.State.dead.rawValue
        )
    }
}

extension Badge {
    fileprivate init(job state: String) {
        switch state {
        case "dead": self.init(word: "Failed", tone: .bad)
        case "queued": self.init(word: "Waiting", tone: .waiting)
        case "running": self.init(word: "Running", tone: .waiting)
        default: self.init(word: "Done", tone: .good)
        }
    }
}
