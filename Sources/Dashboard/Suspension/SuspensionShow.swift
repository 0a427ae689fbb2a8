import Commerce
import Foundation
import HTTPSupport

/// What an owner or staff sees in place of a suspended store.
struct SuspensionShow: Sendable {
    let storeName: String
    let since: String
    let reason: String?
    let otherStores: [(name: String, path: String)]
    let formToken: String

    init(_ suspension: Suspension, formToken: String) {
        storeName = suspension.storeName
        since = ConsoleDates.day(suspension.since)
        reason = suspension.reason
        otherStores = suspension.otherStores.map { ($0.name, "/dashboard/stores/\($0.slug)") }
        self.formToken = formToken
    }

    var view: HTML {
        let main: HTML = """
            <div class="door"><p class="brand">SellUsGenie</p><h1>\(storeName) is suspended</h1>
            <p>The operator of this platform closed it on \(since). Visitors cannot enter; orders, carts and everything \
            else are kept.</p>
            \(reason.map { "<p class=\"notice\">\($0)</p>" as HTML })
            <p>Write to the operator to have it opened again.</p>\(others)
            <form method="post" action="/dashboard/session/end">
            <input type="hidden" name="\(FormTokens.field)" value="\(formToken)">
            <button class="link" type="submit">Sign out</button></form></div>
            """
        return DashboardLayout(title: "\(storeName) is suspended").document(main)
    }

    private var others: HTML {
        let links = otherStores.map {
            "<p><a class=\"button quiet\" href=\"\(url: $0.path)\">To \($0.name)</a></p>" as HTML
        }
        return .when(!links.isEmpty, "<p>Your other stores are not touched.</p>\(links)")
    }
}
