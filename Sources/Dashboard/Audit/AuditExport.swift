import Commerce
import Foundation
import HTTPSupport
import Hummingbird
import Postgres

/// The log as CSV, read and sent a thousand entries at a time: no export is too long for the program's memory, and none
/// holds a connection while a slow reader takes it.
struct AuditExport: Sendable {
    let dashboard: Dashboard

    private static let batch = 1_000

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        let store = try context.store(for: .auditRead)
        let search = AuditSearch(try Query(request))
        let first = try await page(store, search, after: nil, context)
        let body = ResponseBody { writer in
            try await writer.write(ByteBuffer(string: CSVLine(AuditExport.header).text))
            var page = first
            while true {
                try await writer.write(ByteBuffer(string: AuditExport.lines(page, store)))
                guard let next = page.next else { break }
                page = try await self.page(store, search, after: next, context)
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8", .cacheControl: "private, no-store",
                .contentDisposition: "attachment; filename=\"audit-\(store.slug).csv\"",
            ],
            body: body
        )
    }

    private func page(
        _ store: Store, _ search: AuditSearch, after cursor: AuditCursor?, _ context: SignedInRequestContext
    ) async throws -> AuditPage {
        try await dashboard.read(store, context) { db in
            try await ListAudit.run(in: store, matching: search, after: cursor, size: Self.batch, on: db)
        }
    }

    private static let header = [
        "Time", "Person", "Role", "Action", "Kind", "Id", "Name", "Field", "Before", "After", "Address", "Request",
    ]

    private static func lines(_ page: AuditPage, _ store: Store) -> String {
        let words = AuditWords(page: page, shop: Shop(store))
        return page.entries.flatMap { lines($0, words) }.map(\.text).joined()
    }

    /// A line for each field that differs; one for an entry without any.
    private static func lines(_ entry: AuditEntry, _ words: AuditWords) -> [CSVLine] {
        let fields: [String?] = entry.fields.isEmpty ? [nil] : entry.fields
        return fields.map { field in
            CSVLine([
                entry.time.formatted(.iso8601), words.person(entry), entry.role, entry.action, entry.kind,
                entry.entity ?? "", entry.label ?? "", field ?? "",
                field.flatMap { entry.before[$0] }?.words ?? "", field.flatMap { entry.after[$0] }?.words ?? "",
                entry.address ?? "", entry.requestID ?? "",
            ])
        }
    }
}
