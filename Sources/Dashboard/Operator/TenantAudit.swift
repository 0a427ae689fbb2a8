import Commerce
import Foundation
import HTTPSupport
import Hummingbird
import Postgres

/// What was done in a tenant's stores: when, what and as whom, without the rows themselves.
struct TenantAudit: Sendable {
    let console: Console

    @Sendable func show(_ request: Request, context: OperatorRequestContext) async throws -> HTMLPage {
        guard let id = context.parameters.get("tenant").flatMap({ ID<User>($0) }),
            let tenant = try await FindTenant(database: console.database)(id)
        else { throw RequestProblem.notFound }
        let cursor: ID<AuditNote>? = try Query(request).value("after")
        let page = try await ListAuditNotes(database: console.database)(tenant, after: cursor)
        return HTMLPage(Self.view(tenant, page, console.chrome(.tenants, context)))
    }

    private static func view(_ tenant: Tenant, _ page: Page<AuditNote, ID<AuditNote>>, _ chrome: ConsoleLayout.Chrome)
        -> HTML
    {
        let path = "/operator/tenants/\(tenant.id)"
        let nothing: HTML = "<section class=\"card nothing\"><h2>Nothing yet</h2><p>Changes appear here.</p></section>"
        let table: HTML = """
            <div class="card"><table><thead><tr><th scope="col">What</th><th scope="col">Where</th><th scope="col">By</th>\
            <th scope="col">When</th></tr></thead><tbody>\(page.items.map(row))</tbody></table></div>
            """
        let more: HTML? = page.next.map {
            "<p class=\"more\"><a class=\"button quiet\" href=\"\(url: "\(path)/audit?after=\($0)")\" rel=\"next\">Older</a></p>"
        }
        let main: HTML = """
            <p class="back"><a class="long" href="\(url: path)">\(tenant.email)</a></p>
            <div class="head"><h1>What was done</h1></div>\(page.items.isEmpty ? nothing : table)\(more)
            """
        return ConsoleLayout(title: "What was done", chrome: chrome).document(main)
    }

    private static func row(_ note: AuditNote) -> HTML {
        """
        <tr><th scope="row">\(Self.title(note))</th><td>\(note.store ?? "The account")</td>\
        <td>\(Self.person(note))</td><td>\(ConsoleDates.moment(note.at))</td></tr>
        """
    }

    /// Such as `Store suspended` or `Product changed: price`.
    private static func title(_ note: AuditNote) -> String {
        if note.entity == "store", note.fields.contains("suspended_at") {
            return note.reason.map { "Store suspended: \($0)" } ?? "Store resumed"
        }
        let action = note.action.replacing("_", with: " ").replacing("tenant.", with: "")
        let fields = note.action == "changed" ? note.fields.prefix(3).map { $0.replacing("_", with: " ") } : []
        let more = note.action == "changed" && note.fields.count > 3 ? " and more" : ""
        return "\(note.entity.prefix(1).uppercased())\(note.entity.dropFirst()) \(action)"
            + (fields.isEmpty ? "" : ": \(fields.joined(separator: ", "))\(more)")
    }

    private static func person(_ note: AuditNote) -> String {
        if let actor = note.actor { return actor }
        return switch note.role {
        case "store_owner": "The owner"
        case "store_staff": "Staff"
        case "shopper", "anon": "A visitor"
        case "billing": "Billing"
        case "service_role": "The program"
        default: "On the database"
        }
    }
}
