import Commerce
import Foundation
import HTTPSupport
import Pricing

/// What an entry of the audit log says in a sentence.
struct AuditWords: Sendable {
    let page: AuditPage
    let shop: Shop

    /// Such as `ann@shop.test changed the price of Morning mug from $20.00 to $17.50`.
    func sentence(_ entry: AuditEntry) -> String {
        if let event = AccountEvent(rawValue: entry.action) { return account(event, entry) }
        let who = person(entry)
        switch entry.action {
        case "created": return "\(who) added \(thing(entry))"
        case "deleted" where entry.after["rows"] == nil: return "\(who) deleted \(thing(entry))"
        case "imported", "deleted": return "\(who) \(entry.action) \(rows(entry))"
        case "changed": return "\(who) changed \(change(entry))"
        default: return "\(who): \(entry.action) \(thing(entry))"
        }
    }

    func person(_ entry: AuditEntry) -> String {
        if let actor = entry.actor {
            if let name = page.people[actor] { return name }
            return entry.role == "shopper" ? "The customer" : "Somebody who is no longer here"
        }
        switch entry.role {
        case "anon": return "A visitor"
        case "service_role": return "The program"
        case "billing": return "Billing"
        default: return "The operator"
        }
    }

    func value(_ value: AuditValue?, of field: String) -> String {
        // PostgreSQL's word for a time before all others: a plan that has ended.
        if value == .text("-infinity") { return "at once" }
        guard case .number(let number)? = value, Self.isAmount(field), let money = try? Money(number, shop.currency)
        else { return (value ?? .nothing).words }
        return shop.format(money)
    }

    func title(_ field: String) -> String {
        Self.titles[field] ?? field.replacing("_", with: " ")
    }

    // MARK: Parts of the sentence

    private func change(_ entry: AuditEntry) -> String {
        let fields = entry.fields
        guard fields.count == 1 else {
            let named = fields.prefix(2).map(title).joined(separator: ", ")
            return "\(named)\(fields.count > 2 ? " and \(fields.count - 2) more" : "") of \(thing(entry))"
        }
        let field = fields[0]
        let (before, after) = (value(entry.before[field], of: field), value(entry.after[field], of: field))
        guard before != after else { return "the \(title(field)) of \(thing(entry))" }
        return "the \(title(field)) of \(thing(entry)) from \(shortened(before)) to \(shortened(after))"
    }

    private func thing(_ entry: AuditEntry) -> String {
        let record = entry.record.flatMap { page.records[$0] }
        switch entry.kind {
        case "store": return "the store"
        case "product", "page", "category", "customer", "plan": return [entry.label ?? "a \(entry.kind)"].joined()
        case "variant", "option":
            return [record ?? "a product", entry.label].compactMap(\.self).joined(separator: " – ")
        case "order": return "order \(entry.label ?? record ?? "")"
        case "order line", "shipment", "return", "payment", "refund":
            return "a \(entry.kind) of order \(record ?? "that is gone")"
        case "owner", "subscription": return "the \(entry.kind)"
        case "e-mail settings", "tracking settings", "policies": return "the \(entry.kind)"
        default: return (entry.label.map { "the \(entry.kind) \($0)" }) ?? "the \(entry.kind)"
        }
    }

    private func rows(_ entry: AuditEntry) -> String {
        guard case .number(let count)? = entry.after["rows"] else { return entry.kind }
        return "\(count) × \(entry.kind)"
    }

    private func account(_ event: AccountEvent, _ entry: AuditEntry) -> String {
        switch event {
        case .signedIn: "You signed in"
        case .signInFailed: "Somebody tried to sign in to your account and failed"
        case .signedOut: "You signed out"
        case .signedOutEverywhere: "You signed out everywhere"
        case .passwordChanged: "The password of your account was changed"
        case .emailChanged: "The e-mail address of your account was changed"
        case .factorAdded: "A second factor was added to your account"
        case .factorRemoved: "A second factor was removed from your account"
        case .recoveryCodesMade: "New recovery codes were made for your account"
        case .recoveryCodeUsed: "A recovery code was used to sign in to your account"
        case .identityLinked: "A way to sign in was connected to your account"
        case .identityUnlinked: "A way to sign in was disconnected from your account"
        case .accountDeleted: "Your account was deleted"
        }
    }

    private func shortened(_ text: String) -> String {
        text.count > 60 ? text.prefix(57) + "…" : text
    }

    private static func isAmount(_ field: String) -> Bool {
        field.hasSuffix("price") || field.hasSuffix("amount") || field == "subtotal" || field == "shipping_flat_rate"
            || field == "shipping_free_from"
    }

    private static let titles = [
        "is_active": "state “active”", "is_published": "state “published”", "is_featured": "state “featured”",
        "compare_at_price": "price before", "sku": "SKU", "body_html": "description", "image_url": "picture",
        "gallery_images": "pictures", "meta_title": "title for search engines",
        "meta_description": "description for search engines", "store_slug": "address", "slug": "address",
        "option1": "first option", "option2": "second option", "option3": "third option", "category_id": "category",
        "read_only_from": "day from which it is read only", "subscription_status": "state of the plan",
        "encrypted_key": "key", "api_key_encrypted": "key", "unit_price": "price", "total_amount": "total",
    ]
}
