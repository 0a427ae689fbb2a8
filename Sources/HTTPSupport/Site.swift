/// The addresses of this installation, from the base URL in the configuration.
package struct Site: Sendable, Hashable {
    /// `http` or `https`.
    package let scheme: String
    /// Host and port, as the `Host` header gives them.
    package let authority: String

    /// Reads `https://shops.example` or `http://localhost:8080`; nil for anything else.
    package init?(baseURL: String) {
        let parts = baseURL.split(separator: "://", maxSplits: 1)
        guard parts.count == 2, ["http", "https"].contains(parts[0]) else { return nil }
        let authority = parts[1].prefix { $0 != "/" }
        guard !authority.isEmpty else { return nil }
        self.scheme = String(parts[0])
        self.authority = authority.lowercased()
    }

    /// Whether cookies may insist on https.
    package var isSecure: Bool { scheme == "https" }

    /// Host without port.
    package var host: String { Self.withoutPort(authority) }

    /// The first page of a shop.
    package func address(ofShop slug: String) -> String {
        "\(scheme)://\(authority)/s/\(slug)"
    }

    /// The slug when the host is `{slug}.{base host}`.
    package func slug(inHost hostHeader: String) -> String? {
        let host = Self.withoutPort(hostHeader.lowercased())
        guard host.hasSuffix(".\(self.host)") else { return nil }
        let slug = host.dropLast(self.host.count + 1)
        return slug.isEmpty || slug.contains(".") ? nil : String(slug)
    }

    private static func withoutPort(_ authority: String) -> String {
        // An IPv6 address has colons of its own and ends with a bracket when there is no port.
        guard !authority.hasSuffix("]"), let colon = authority.lastIndex(of: ":") else { return authority }
        return String(authority[..<colon])
    }
}
