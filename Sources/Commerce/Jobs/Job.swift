import Foundation
package import Postgres

/// A piece of work that is a row: it outlives the program that queued it, and is done by whichever is free.
package struct Job: Hashable, Sendable {
    package let id: ID<Job>
    package let store: ID<Store>?
    package let kind: String
    package let payload: JSON
    package let attempts: Int
    package let maximumAttempts: Int
}

extension Job: PostgresRow {
    package init(row: Row) throws {
        id = try row["id"]
        store = try row["store_id"]
        kind = try row["kind"]
        payload = try row["payload"]
        attempts = try row["attempts"]
        maximumAttempts = try row["max_attempts"]
    }
}

extension Job {
    /// Longer than any job takes; after it the worker that holds the job is dead.
    private static let lease: SQL = "interval '5 minutes'"

    /// Queues work in the transaction whose consequence it is. With a `uniqueKey` it is queued once, however often
    /// asked for before it begins.
    package static func enqueue(
        _ kind: String,
        _ payload: JSON = JSON(text: "{}"),
        uniqueKey: String? = nil,
        after delay: Duration = .zero,
        in store: ID<Store>?
    ) -> SQL {
        """
        INSERT INTO jobs (store_id, kind, payload, unique_key, run_at)
        VALUES (\(store), \(kind), \(payload), \(uniqueKey),
            now() + \(Int(delay.components.seconds)) * interval '1 second')
        ON CONFLICT (store_id, kind, unique_key) WHERE state = 'queued' AND unique_key IS NOT NULL DO NOTHING
        """
    }

    /// Gives back the jobs whose worker died; one that takes its worker along each time dies in the end.
    static let revive: SQL = """
        UPDATE jobs SET state = CASE WHEN attempts >= max_attempts THEN 'dead' ELSE 'queued' END,
            last_error = 'the program died while it worked on this', unique_key = NULL, locked_by = NULL,
            locked_until = NULL
        WHERE id IN (SELECT id FROM jobs WHERE state = 'running' AND locked_until < now() FOR UPDATE SKIP LOCKED)
        """

    /// Takes up to `limit` jobs that are due, past those that others are taking. Those of a suspended store wait.
    static func claim(_ kinds: [String], limit: Int, worker: String) -> SQL {
        """
        UPDATE jobs SET state = 'running', attempts = attempts + 1, locked_by = \(worker),
            locked_until = now() + \(lease)
        WHERE id IN (
            SELECT id FROM jobs
            WHERE queue = 'default' AND state = 'queued' AND run_at <= now() AND kind = ANY (\(kinds))
                AND NOT EXISTS (SELECT FROM stores s WHERE s.id = jobs.store_id AND s.suspended_at IS NOT NULL)
            ORDER BY priority, run_at, id LIMIT \(limit) FOR UPDATE SKIP LOCKED)
        RETURNING id, store_id, kind, payload, attempts, max_attempts
        """
    }

    /// Only while the worker still holds it: one that was thought dead must not end what another has begun.
    func succeed(worker: String) -> SQL {
        """
        UPDATE jobs SET state = 'succeeded', finished_at = now(), locked_by = NULL, locked_until = NULL,
            last_error = NULL
        WHERE id = \(id) AND locked_by = \(worker) AND state = 'running'
        """
    }

    /// Back into the queue after a pause, or to the dead where a person has to look.
    func fail(_ error: String, worker: String) -> SQL {
        let isDead = attempts >= maximumAttempts
        return """
            UPDATE jobs SET state = \(isDead ? "dead" : "queued"), last_error = \(error), locked_by = NULL,
                locked_until = NULL, run_at = now() + \(Self.pause(after: attempts)) * interval '1 second',
                finished_at = CASE WHEN \(isDead) THEN now() END, unique_key = NULL
            WHERE id = \(id) AND locked_by = \(worker) AND state = 'running'
            """
    }

    /// Seconds: 2, 4, 8 … up to an hour.
    static func pause(after attempts: Int) -> Int {
        min(1 << min(max(attempts, 1), 12), 3_600)
    }
}
