import Commerce
import Foundation
import Logging
import Postgres
import Synchronization
import TestSupport
import Testing

@Suite(.database) struct QueueLetterTests {
    /// Keeps what it is given, or refuses it.
    private final class Box: Mailer {
        let letters = Mutex<[RenderedLetter]>([])
        let isFull: Bool

        init(isFull: Bool = false) { self.isFull = isFull }

        func send(_ letter: RenderedLetter) async throws(MailerError) {
            if isFull { throw .refused("mailbox full") }
            letters.withLock { $0.append(letter) }
        }
    }

    private let link = "https://shops.example/verify?token=a-link-that-opens-the-account"

    private func queue() async throws {
        let address = try #require(EmailAddress("ann@example.test"))
        let letter = Letter(
            to: address, subject: "Welcome", paragraphs: ["Hello Ann"],
            action: Letter.Action(title: "Confirm", address: link))
        try await TestDatabase.current.database.transaction(as: Persona.service(store: nil)) { db in
            try await QueueLetter.run(letter, in: nil, vault: Shop.vault, on: db)
        }
    }

    private func runner(_ box: Box) throws -> JobRunner {
        let deliver = DeliverLetter(vault: Shop.vault, mailer: box) { letter in
            EmailAddress(letter.recipient).map {
                RenderedLetter(
                    recipient: $0, sender: letter.sender, subject: letter.subject,
                    text: letter.action?.address ?? "", html: "")
            }
        }
        return JobRunner(
            database: try TestDatabase.current.database, handlers: [QueueLetter.kind: deliver.handle], worker: "w",
            logger: Logger(label: "test.letters", factory: { _ in SwiftLogNoOpLogHandler() }))
    }

    @Test func `a letter waits sealed and is sent once`() async throws {
        try await queue()
        let waiting = try await TestDatabase.current.administrator.one("SELECT payload::text FROM jobs")
        let box = Box()

        #expect(try await runner(box).runDue() == 1)
        #expect(try await runner(box).runDue() == 0)

        #expect(try !waiting.decode("payload", as: String.self).contains("opens-the-account"))
        #expect(box.letters.withLock { $0.map(\.text) } == [link])
    }

    @Test func `a letter that is refused waits for the next attempt`() async throws {
        try await queue()

        #expect(try await runner(Box(isFull: true)).runDue() == 1)

        let row = try await TestDatabase.current.administrator.one("SELECT state, last_error FROM jobs")
        #expect(try row.decode("state", as: String.self) == "queued")
        #expect(try !row.decode("last_error", as: String.self).contains("opens-the-account"))
    }
}
