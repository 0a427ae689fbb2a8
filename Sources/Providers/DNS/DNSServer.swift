/// A name server that is asked instead of those of the system.
package struct DNSServer: Hashable, Sendable {
    let address: String

    /// Reads an IP address, or one with a port as libunbound writes it: `127.0.0.1@5353`.
    package init?(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts[0].wholeMatch(of: /[0-9a-fA-F.:]+/) != nil else { return nil }
        if parts.count == 2 {
            guard let port = UInt16(parts[1]), port > 0 else { return nil }
        }
        address = text
    }
}
