import Commerce
import Foundation
import HTTPSupport
import Hummingbird
import Postgres

extension CommerceAPI {
    /// Writes in one transaction as the key. A request that came before under its `Idempotency-Key` is answered as then;
    /// work and answer are committed together, and what is refused keeps no key.
    func write(
        _ call: Call<APIKeyRequestContext>, _ body: (Connection) async throws -> Reply
    ) async throws -> Reply {
        guard let key = call.idempotencyKey else { return try await act(call.context, body) }
        do {
            return try await act(call.context) { db in
                if let kept = try await key.claim(for: call, on: db) { return kept }
                let reply = try await body(db)
                try await key.keep(reply, on: db)
                return reply
            }
        } catch let error as PostgresError {
            throw IdempotencyRefusal(error) ?? error
        }
    }
}

extension IdempotencyKey {
    fileprivate func claim(for call: Call<APIKeyRequestContext>, on db: Connection) async throws -> Reply? {
        let (method, path) = (call.request.method.rawValue, call.request.uri.string)
        let row = try await db.first(
            "SELECT status, answer FROM app.claim_request(\(text), \(method), \(path), \(call.fingerprint))")
        return try row.map { Reply(status: try $0["status"], try $0.decode("answer", as: JSON.self).decode()) }
    }

    fileprivate func keep(_ reply: Reply, on db: Connection) async throws {
        let answer = try JSON(encoding: reply.kept)
        try await db.execute("SELECT app.keep_answer(\(text), \(reply.statusCode), \(answer))")
    }
}
