import Commerce
import Foundation
import HTTPSupport

extension APIKeyIndex {
    /// What the page shows.
    struct Model: Sendable {
        let path: String
        /// The key that was just made.
        let token: String?
        let rows: [Row]
        let name: KeyField
        let expiry: KeyField
        let chosen: Set<String>
        let scopeProblem: String?
    }

    /// A key in the list.
    struct Row: Sendable {
        let name: String
        let path: String
        let hint: String
        let state: Badge
        let scopes: String
        let use: String
        let end: String
        let isActive: Bool
    }
}

extension APIKeyIndex.Model {
    init(_ keys: [APIKey], _ form: Form?, _ problems: [String: String], token: String?, path: String) {
        self.path = path
        self.token = token
        rows = keys.map { APIKeyIndex.Row($0, path: "\(path)/\($0.id)") }
        name = KeyField(
            name: "name", label: "Name", value: form?["name"] ?? "", help: "Such as the program that will use it.",
            problem: problems["name"])
        expiry = KeyField(
            name: "expiry", label: "Last day", kind: .date, value: form?["expiry"] ?? "",
            help: "Leave it empty for a key without an end.", problem: problems["expiry"])
        chosen = Set(Scope.allCases.map(\.fieldName).filter { form?.has($0) == true })
        scopeProblem = problems["scopes"]
    }
}

extension APIKeyIndex.Row {
    init(_ key: APIKey, path: String) {
        name = key.name
        self.path = path
        hint = "\(key.hint)…"
        scopes = key.scopes.map(\.rawValue).joined(separator: ", ")
        use = key.lastUse.map { "Last used on \(Self.day($0))" } ?? "Never used"
        end = key.expiry.map { "Ends on \(Self.day($0))" } ?? "No end"
        let state = key.state()
        isActive = state == .active
        self.state =
            switch state {
            case .active: Badge(word: "Active", tone: .good)
            case .expired: Badge(word: "Expired", tone: .bad)
            case .revoked: Badge(word: "Revoked", tone: .quiet)
            }
    }

    private static func day(_ date: Date) -> String { date.formatted(.iso8601.year().month().day()) }
}
