import Commerce
import Foundation
import Providers
import Testing

/// Debian's dnsmasq on a port of its own, which knows what it is told on its command line.
enum LocalDNS {
    static func run(_ records: [String], _ body: (UnboundResolver) async throws -> Void) async throws {
        let port = try freePort()
        let server = Process()
        server.executableURL = URL(filePath: "/usr/sbin/dnsmasq")
        server.arguments =
            [
                "--no-daemon", "--no-resolv", "--no-hosts", "--port=\(port)", "--listen-address=127.0.0.1",
                "--bind-interfaces", "--conf-file=/dev/null", "--user=\(NSUserName())", "--local=/example/",
                "--txt-record=ready.example,yes",
            ] + records
        server.standardOutput = FileHandle.nullDevice
        server.standardError = FileHandle.nullDevice
        try server.run()
        // Not SIGTERM: the test's threads block it, and the server inherits that.
        defer { kill(server.processIdentifier, SIGKILL) }
        let address = try #require(DNSServer("127.0.0.1@\(port)"))
        try await waitUntilAnswered(by: address)
        try await body(UnboundResolver(server: address))
    }

    private static func waitUntilAnswered(by server: DNSServer) async throws {
        let deadline = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < deadline {
            let answer = await UnboundResolver(server: server, timeout: 1).textRecords(of: "ready.example")
            if answer == .records(["yes"]) { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("dnsmasq did not answer within 20 seconds.")
    }

    /// A port that nobody has at this moment, for UDP and TCP.
    static func freePort() throws -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        try #require(bound)
        return UInt16(bigEndian: address.sin_port)
    }
}
