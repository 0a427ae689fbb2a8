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

    /// The shop that a host other than ours names: a slug before our host, or a domain of its own.
    ///
    /// Numbers and names without a dot are this machine under another name.
    package func shop(inHost hostHeader: String) -> String? {
        let host = Self.withoutPort(hostHeader.lowercased())
        let isHostName = host.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-.".contains($0)) }
        guard host != self.host, isHostName else { return nil }
        if host.hasSuffix(".\(self.host)") {
            let slug = host.dropLast(self.host.count + 1)
            return slug.contains(".") ? nil : String(slug)
        }
        return host.contains(".") && host.last?.isLetter == true ? host : nil
    }

    private static func withoutPort(_ authority: String) -> String {
        // An IPv6 address has colons of its own and ends with a bracket when there is no port.
        guard !authority.hasSuffix("]"), let colon = authority.lastIndex(of: ":") else { return authority }
        return String(authority[..<colon])
    }
}
