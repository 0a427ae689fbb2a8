import Foundation
import Postgres

/// A page that a new store begins with.
struct StarterPage {
    let title: String
    let slug: String
    /// `page`, `homepage` or `system`.
    let type: String
    let document: PageDocument

    func insert(in store: ID<Store>) throws -> SQL {
        let isSystem = type == "system"
        return """
            INSERT INTO pages (store_id, title, slug, page_type, content, is_published, published_at, is_system_page,
                system_page_type)
            VALUES (\(store), \(title), \(slug), \(type), \(try JSON(encoding: document)), true, now(), \(isSystem),
                \(isSystem ? slug : nil))
            """
    }
}

extension StarterPage {
    static func all(of store: NewStore) -> [StarterPage] {
        let words = StarterWords(language: store.language)
        return [
            StarterPage(
                title: store.name,
                slug: "home",
                type: "homepage",
                document: PageDocument([
                    .hero(title: store.name, text: words.welcome, button: words.browse, address: "/products"),
                    .products(title: words.newest, count: 8),
                ])
            ),
            StarterPage(title: words.about, slug: "about", type: "page", document: .text(words.about, words.aboutText)),
            StarterPage(
                title: words.contact,
                slug: "contact",
                type: "page",
                document: .text(words.contact, words.contactText)
            ),
            StarterPage(title: "Header", slug: "header", type: "system", document: PageDocument([.header])),
            StarterPage(title: "Footer", slug: "footer", type: "system", document: PageDocument([.footer])),
        ]
    }
}
