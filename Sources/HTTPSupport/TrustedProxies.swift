package import Hummingbird
package import Postgres

/// Which proxies may say for whom they speak.
package struct TrustedProxies: Sendable {
    private let networks: [InetAddress]

    /// Trusts nobody: the connection's other end is the client.
    package static let none = TrustedProxies(networks: [])

    /// Reads `10.0.0.0/8, ::1`; nil where one of them is no network.
    package init?(_ text: String) {
        let parts = text.split(whereSeparator: { $0 == "," || $0.isWhitespace }).map(String.init)
        let networks = parts.compactMap { InetAddress($0) }
        guard networks.count == parts.count else { return nil }
        self.networks = networks
    }

    private init(networks: [InetAddress]) {
        self.networks = networks
    }

    /// The last address in `X-Forwarded-For` that is not one of our own proxies; the connection's where there is none.
    package func client(of request: Request, connection: InetAddress?) -> InetAddress? {
        guard let connection, isTrusted(connection), let header = request.headers[.forwardedFor] else {
            return connection
        }
        var client = connection
        for hop in header.split(separator: ",").reversed() {
            guard let address = InetAddress(String(hop).trimmed) else { return client }
            client = address
            if !isTrusted(address) { return client }
        }
        return client
    }

    private func isTrusted(_ address: InetAddress) -> Bool {
        networks.contains { $0.contains(address) }
    }
}
