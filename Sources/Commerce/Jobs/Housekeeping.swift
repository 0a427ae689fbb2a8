package import Logging
package import Postgres

/// All that has to happen in a shop while nobody looks.
package struct Housekeeping: Sendable {
    private let database: Database
    private let provider: any PaymentProvider
    private let vault: SecretVault
    private let signingKeys: SigningKeys?
    private let handlers: [String: JobRunner.Handler]
    private let booksYears: Int
    private let worker: String
    private let more: [Schedule]
    private let logger: Logger

    /// - Parameters:
    ///   - handlers: what does the jobs that need more than the database, by their kind.
    ///   - booksYears: how long the books of what is erased are kept.
    ///   - more: what comes round beside what is listed here.
    ///   - worker: tells this program from others on the same database, such as host and process.
    package init(
        database: Database,
        provider: any PaymentProvider,
        vault: SecretVault,
        signingKeys: SigningKeys? = nil,
        handlers: [String: JobRunner.Handler] = [:],
        booksYears: Int = ClosedBooks.usualYears,
        more: [Schedule] = [],
        worker: String,
        logger: Logger
    ) {
        self.database = database
        self.provider = provider
        self.vault = vault
        self.signingKeys = signingKeys
        self.handlers = handlers
        self.booksYears = booksYears
        self.more = more
        self.worker = worker
        self.logger = logger
    }

    /// A month: long enough that nobody notices, short enough that changing them stays a habit.
    private static let signingKeyAge: Double = 30 * 86_400

    /// Until cancelled.
    package func run() async {
        await withTaskGroup(of: Void.self) { group in
            for schedule in schedules { group.addTask { await schedule.run(logger: logger) } }
        }
    }

    package var schedules: [Schedule] {
        let resume = ResumeCheckouts(database: database, provider: provider, vault: vault)
        let events = ProcessPaymentEvents(database: database, provider: provider)
        let outbox = DispatchOutbox(database: database)
        let jobs = JobRunner(
            database: database,
            handlers: handlers.merging(ownHandlers) { own, _ in own },
            worker: worker,
            logger: logger
        )
        // Beside the others, so that no letter waits for a file to be read.
        let longJobs = JobRunner(database: database, handlers: longHandlers, worker: worker, logger: logger)
        return keeping + [
            Schedule("signing keys", every: .seconds(3_600)) {
                try await signingKeys?.rotateIfOlder(than: Self.signingKeyAge)
            },
            Schedule("jobs", every: .seconds(1)) { while try await jobs.runDue() > 0 {} },
            Schedule("long jobs", every: .seconds(1)) { while try await longJobs.runDue(limit: 1) > 0 {} },
            Schedule("outbox", every: .seconds(1)) { while try await outbox() > 0 {} },
            Schedule("payment events", every: .seconds(15)) { _ = try await events.waiting() },
            Schedule("resume checkouts", every: .seconds(30)) { _ = try await resume() },
            statement("expire reservations", every: .seconds(60), "SELECT app.expire_reservations(500)"),
            statement("refresh inventory", every: .seconds(5), "SELECT app.refresh_inventory_quantities(1000)"),
            statement("partitions", every: .seconds(6 * 3_600), "SELECT app.ensure_partitions(3)"),
            Schedule("erase deleted stores", every: .seconds(3_600)) { [database, booksYears] in
                try await EraseDeletedStores(database: database, years: booksYears)()
            },
        ] + forgetting + more
    }

    /// What does the jobs that need the database alone.
    private var ownHandlers: [String: JobRunner.Handler] {
        [
            SummarizeDay.kind: SummarizeDay(database: database).handle,
            AddSampleProducts.kind: AddSampleProducts(database: database).handle,
        ]
    }

    /// What takes some seconds or minutes.
    private var longHandlers: [String: JobRunner.Handler] {
        [
            RunImport.kind: RunImport(database: database).handle,
            ReindexCatalogue.kind: ReindexCatalogue(database: database).handle,
        ]
    }

    /// What makes a change of the master key possible while this program runs.
    private var keeping: [Schedule] {
        let keys = HoldKeys(database: database, vault: vault, program: worker)
        return [
            Schedule("hold keys", every: HoldKeys.interval) { try await keys() },
            Schedule("finish rotation", every: .seconds(60)) { try await keys.finishRotation() },
        ]
    }

    /// What has served its time. Open submissions are kept a week longer, for whoever looks into one.
    private var forgetting: [Schedule] {
        [
            statement(
                "forget keys",
                every: .seconds(600),
                """
                DELETE FROM idempotency_keys
                WHERE expires_at < now() AND (recovery_point = 'finished' OR expires_at < now() - interval '7 days')
                """
            ),
            statement(
                "forget jobs",
                every: .seconds(600),
                "DELETE FROM jobs WHERE state = 'succeeded' AND finished_at < now() - interval '1 day'"
            ),
            statement(
                "forget announcements",
                every: .seconds(600),
                "DELETE FROM outbox WHERE dispatched_at < now() - interval '7 days'"
            ),
            statement("forget full buckets", every: .seconds(300), RateLimiter.forgetFull),
            statement("forget letters' tokens", every: .seconds(3_600), OneTimeToken.forgetExpired),
            statement("forget cookies", every: .seconds(3_600), AccountSession.forgetExpiredCookies),
            statement("forget sessions", every: .seconds(3_600), AccountSession.forgetStale),
            statement("forget challenges", every: .seconds(3_600), FactorChallenge.forgetExpired),
            statement("forget flows", every: .seconds(3_600), FlowState.forgetExpired),
            statement("forget refresh tokens", every: .seconds(3_600), RefreshTokens.forgetUsed),
            statement("drop months of the audit log", every: .seconds(6 * 3_600), "SELECT app.drop_audit_months()"),
            Schedule("forget the audit log", every: .seconds(6 * 3_600)) { [forget = ForgetAudit(database: database)] in
                while try await forget() > 0 {}
            },
            statement("forget uploads", every: .seconds(600), ReceiveImport.forget[0]),
            statement("forget files", every: .seconds(600), ReceiveImport.forget[1]),
            statement("forget webhook deliveries", every: .seconds(3_600), WebhookDelivery.forget),
            statement("forget closed books", every: .seconds(6 * 3_600), ClosedBooks.forget),
        ]
    }

    private func statement(_ name: String, every: Duration, _ sql: SQL) -> Schedule {
        Schedule(name, every: every) {
            try await database.transaction(as: .service(store: nil)) { db in
                _ = try await db.query(sql)
            }
        }
    }
}
