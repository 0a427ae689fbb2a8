import Commerce
import Foundation
import Letters
import Logging
import Postgres
import Synchronization
import Testing

/// Takes every letter and keeps it.
final class Letterbox: Mailer {
    private let kept = Mutex<[RenderedLetter]>([])

    var letters: [RenderedLetter] { kept.withLock { $0 } }

    func send(_ letter: RenderedLetter) async throws(MailerError) {
        kept.withLock { $0.append(letter) }
    }
}

extension WebShop {
    /// The letters that wait, sent.
    func letters() async throws -> [RenderedLetter] {
        let box = Letterbox()
        let key = try #require(Self.secretKey)
        let deliver = DeliverLetter(vault: SecretVault(current: key), mailer: box, render: Letters.render)
        try await runJobs([QueueLetter.kind: deliver.handle])
        return box.letters
    }

    func runJobs(_ handlers: [String: JobRunner.Handler]) async throws {
        let runner = JobRunner(
            database: database, handlers: handlers, worker: "test", logger: Logger(label: "test.jobs"))
        while try await runner.runDue() > 0 {}
    }

    /// The path of the link in the one letter that waits.
    func invitationPath() async throws -> String {
        let letter = try #require(try await letters().last)
        let link = try #require(letter.text.firstMatch(of: /http:\/\/localhost:8080(\/dashboard\/invitations\/[\w-]+)/))
        return String(link.1)
    }

    /// The owner's plan, of whoever owns the shop now.
    func upgrade(_ plan: String, of user: ID<User>? = nil) async throws {
        try await administrator.execute(
            """
            UPDATE store_owner_subscriptions SET plan_type = \(plan), status = 'active'
            WHERE store_owner_id = \(user ?? owner.id)
            """
        )
    }
}
