package import Postgres

extension RateLimiter {
    /// Takes a token from the bucket of the network that the request came from. IPv6 hands whole /64 networks to one house.
    package func take(_ limit: RateLimit, from address: InetAddress?, about account: String = "") async throws {
        try await take(limit, of: Self.subject(address, account))
    }

    package func giveBack(_ limit: RateLimit, from address: InetAddress?, about account: String = "") {
        giveBack(limit, of: Self.subject(address, account))
    }

    private static func subject(_ address: InetAddress?, _ account: String) -> String {
        let network = address.map { $0.bytes.count == 16 ? $0.truncated(to: 64).description : $0.description }
        return "\(network ?? "unknown") \(account)"
    }
}
