import Foundation
package import Postgres

/// The sites whose scripts may use a shop through the API, as browsers name them: scheme, host and port. None named:
/// any site's.
package struct StorefrontOrigins: Hashable, Sendable {
    package static let most = 20

    package let origins: [String]

    /// From what was typed, with spaces or line ends between them.
    /// - Throws: ``StorefrontOriginError``
    package init(typed text: String) throws(StorefrontOriginError) {
        var origins: [String] = []
        for word in text.split(whereSeparator: \.isWhitespace) {
            let origin = String(word).lowercased().trimmingSuffix("/")
            guard origin.utf8.count <= 300,
                origin.wholeMatch(of: /https?:\/\/[a-z0-9.\-]+(:[0-9]{1,5})?/) != nil
            else { throw .malformed(String(word.prefix(80))) }
            if !origins.contains(origin) { origins.append(origin) }
        }
        guard origins.count <= Self.most else { throw .tooMany }
        self.origins = origins
    }

    package func save(in store: ID<Store>, on db: Connection) async throws {
        try await db.execute("UPDATE stores SET api_origins = \(origins) WHERE id = \(store)")
    }
}

/// Why a list of sites is not taken.
package enum StorefrontOriginError: Error, Hashable, CustomStringConvertible {
    case malformed(String)
    case tooMany

    package var description: String {
        switch self {
        case .malformed(let word):
            "“\(word)” is no site. Enter its scheme and host, such as https://shop.example, with nothing after it."
        case .tooMany: "Enter at most \(StorefrontOrigins.most) sites."
        }
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: Character) -> String {
        last == suffix ? String(dropLast()) : self
    }
}
