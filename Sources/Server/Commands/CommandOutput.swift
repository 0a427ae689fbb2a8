import Commerce
import Foundation

/// What `--json` prints: one document, whose fields stay the same. A field without a value is null and never absent, times
/// are ISO 8601 in UTC, names are sorted. New fields may be added.
enum CommandOutput {
    /// A document's value; nil is null.
    enum Value: Encodable {
        case text(String?)
        case number(Int)
        case flag(Bool)
        case time(Date?)
        case list([[String: Value]])

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .text(let text): try container.encode(text)
            case .number(let number): try container.encode(number)
            case .flag(let flag): try container.encode(flag)
            case .time(let time): try container.encode(time)
            case .list(let list): try container.encode(list)
            }
        }
    }

    static func tenants(_ tenants: [Tenant]) throws -> String { try document("tenants", tenants.map(entry)) }

    static func operators(_ operators: [Operators.Entry]) throws -> String {
        try document(
            "operators", operators.map { ["email": .text($0.email), "lastSignInAt": .time($0.lastSignInAt)] })
    }

    static func jobs(_ jobs: [JobRecord]) throws -> String {
        try document(
            "jobs",
            jobs.map { job in
                [
                    "id": .text("\(job.id)"), "kind": .text(job.kind), "state": .text(job.state),
                    "store": .text(job.store), "attempts": .number(job.attempts),
                    "maxAttempts": .number(job.maxAttempts), "runAt": .time(job.runAt),
                    "createdAt": .time(job.createdAt), "lastError": .text(job.lastError),
                ]
            })
    }

    private static func entry(_ tenant: Tenant) -> [String: Value] {
        [
            "id": .text("\(tenant.id)"), "email": .text(tenant.email), "name": .text(tenant.name),
            "plan": .text(tenant.plan), "status": .text(tenant.planStatus), "suspended": .flag(tenant.isSuspended),
            "products": .number(tenant.products), "orders": .number(tenant.orders),
            "lastOrderAt": .time(tenant.lastOrderAt), "createdAt": .time(tenant.createdAt),
            "stores": .list(tenant.stores.map(entry)),
        ]
    }

    private static func entry(_ store: TenantStore) -> [String: Value] {
        [
            "id": .text("\(store.id)"), "slug": .text(store.slug), "name": .text(store.name),
            "domain": .text(store.domain), "isOpen": .flag(store.isOpen), "products": .number(store.products),
            "pages": .number(store.pages), "staff": .number(store.staff), "orders": .number(store.orders),
            "ordersThisMonth": .number(store.ordersThisMonth), "lastOrderAt": .time(store.lastOrderAt),
            "suspendedAt": .time(store.suspendedAt), "suspendedReason": .text(store.suspendedReason),
            "deletedAt": .time(store.deletedAt),
        ]
    }

    private static func document(_ name: String, _ entries: [[String: Value]]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return String(decoding: try encoder.encode([name: entries]), as: UTF8.self)
    }
}
