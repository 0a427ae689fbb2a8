import Foundation
import HTTPSupport

/// The document around a room of the console.
struct ConsoleLayout: Sendable {
    let title: String
    let chrome: Chrome

    /// What stands around every room.
    struct Chrome: Sendable {
        let email: String
        let formToken: String
        let room: Room
    }

    /// The rooms in the navigation.
    enum Room: String, Sendable, CaseIterable {
        case overview, tenants, jobs

        var title: String { rawValue.capitalized }
        var path: String { self == .overview ? "/operator" : "/operator/\(rawValue)" }
        var icon: HTML {
            switch self {
            case .overview: Icon.home
            case .tenants: Icon.shop
            case .jobs: Icon.orders
            }
        }
    }

    func document(_ main: HTML) -> HTML {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>\(title) – Operator – SellUsGenie</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <meta name="color-scheme" content="light dark">
        <link rel="stylesheet" href="\(url: DashboardAssets.styleSheet.path)">
        </head>
        <body>
        <a class="skip" href="#main">Skip to content</a>
        <header class="side"><p class="brand">SellUsGenie</p><p class="store">Operator</p>
        <nav aria-label="Rooms"><ul>\(Room.allCases.map(link))</ul></nav>
        <form class="leave" method="post" action="/dashboard/session/end">
        <input type="hidden" name="\(FormTokens.field)" value="\(chrome.formToken)">
        <p class="who">\(chrome.email)</p><button class="link" type="submit">Sign out</button></form></header>
        <main id="main" tabindex="-1">\(main)</main>
        </body>
        </html>
        """
    }

    private func link(_ room: Room) -> HTML {
        """
        <li><a href="\(url: room.path)"\(attribute: "aria-current", chrome.room == room ? "page" : nil)>\
        \(room.icon)\(room.title)</a></li>
        """
    }
}
