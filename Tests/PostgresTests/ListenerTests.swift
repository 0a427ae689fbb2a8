import Logging
import Postgres
import TestSupport
import Testing

@Suite(.emptyDatabase)
struct ListenerTests {
    @Test(.timeLimit(.minutes(15)))
    func `notifications arrive, and a reconnection is announced`() async throws {
        let test = try TestDatabase.current
        let pool = try test.ownerPool()
        var events = pool.listen(["prices"]).makeAsyncIterator()

        #expect(await events.next() == .connected)
        try await test.administrator.execute("SELECT pg_notify('prices', \("mug"))")
        #expect(await events.next() == .notification(channel: "prices", payload: "mug"))

        try await test.administrator.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()"
        )
        #expect(await events.next() == .connected)
        try await test.administrator.execute("SELECT pg_notify('prices', \("pot"))")
        #expect(await events.next() == .notification(channel: "prices", payload: "pot"))
    }
}
