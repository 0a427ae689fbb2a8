import Foundation
package import Postgres

/// Writes a batch of events of any stores in one statement, and asks for the figures of their days. Not by COPY, which
/// PostgreSQL refuses on tables with row level security.
package struct RecordEvents: Sendable {
    private let database: Database

    /// The days' figures follow this long after the first new event.
    private static let summaryDelay: SQL = "interval '2 seconds'"

    package init(database: Database) {
        self.database = database
    }

    package func callAsFunction(_ events: [AnalyticsEvent]) async throws {
        let human = events.filter { !Bots.isBot($0.userAgent) && $0.kind != .purchase }
        guard !human.isEmpty else { return }
        let rows = try JSON(encoding: human.map(EventRow.init))
        try await database.transaction(as: .service(store: nil), retry: .conflicts()) { db in
            _ = try await db.pipeline([Self.insert(rows), Self.requestSummaries(rows)])
        }
    }

    private static let columns: SQL = """
        store_id uuid, event_type text, properties jsonb, session_id text, visitor_id text, user_agent text,
        ip_address inet, referrer text, page_url text, occurred_at double precision
        """

    /// Events of a store that is gone are dropped; they must not take the batch with them.
    private static func insert(_ rows: JSON) -> SQL {
        """
        INSERT INTO analytics_events (store_id, event_type, event_name, properties, session_id, visitor_id, user_agent,
            ip_address, referrer, page_url, occurred_at)
        SELECT e.store_id, e.event_type, e.event_type, e.properties, e.session_id, e.visitor_id, e.user_agent,
            e.ip_address, e.referrer, e.page_url, to_timestamp(e.occurred_at)
        FROM jsonb_to_recordset(\(rows)) AS e (\(columns))
        WHERE EXISTS (SELECT FROM stores s WHERE s.id = e.store_id)
        """
    }

    private static func requestSummaries(_ rows: JSON) -> SQL {
        """
        INSERT INTO jobs (store_id, kind, payload, unique_key, run_at)
        SELECT d.store_id, \(SummarizeDay.kind), jsonb_build_object('date', d.date), d.date::text,
            now() + \(summaryDelay)
        FROM (
            SELECT DISTINCT e.store_id, (to_timestamp(e.occurred_at) AT TIME ZONE s.time_zone)::date AS date
            FROM jsonb_to_recordset(\(rows)) AS e (\(columns)) JOIN stores s ON s.id = e.store_id
        ) AS d
        ON CONFLICT (store_id, kind, unique_key) WHERE state = 'queued' AND unique_key IS NOT NULL DO NOTHING
        """
    }
}

/// An event as the statement reads it.
private struct EventRow: Encodable {
    let event: AnalyticsEvent

    enum CodingKeys: String, CodingKey {
        case store = "store_id"
        case kind = "event_type"
        case properties
        case session = "session_id"
        case visitor = "visitor_id"
        case userAgent = "user_agent"
        case address = "ip_address"
        case referrer
        case page = "page_url"
        case occurredAt = "occurred_at"
    }

    init(_ event: AnalyticsEvent) {
        self.event = event
    }

    func encode(to encoder: any Encoder) throws {
        var row = encoder.container(keyedBy: CodingKeys.self)
        try row.encode(event.store, forKey: .store)
        try row.encode(event.kind.rawValue, forKey: .kind)
        try row.encode(event.properties, forKey: .properties)
        try row.encode(event.visit.session, forKey: .session)
        try row.encode(event.visit.visitor, forKey: .visitor)
        try row.encode(event.userAgent, forKey: .userAgent)
        try row.encode(event.address?.description, forKey: .address)
        try row.encode(event.referrer, forKey: .referrer)
        try row.encode(event.page, forKey: .page)
        try row.encode(event.occurredAt.timeIntervalSince1970, forKey: .occurredAt)
    }
}
