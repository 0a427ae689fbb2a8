import HTTPSupport
import HTTPTypes
import Hummingbird
import Postgres
import Testing

struct TrustedProxiesTests {
    private func client(_ header: String?, from connection: String, trusting: String) throws -> String? {
        let proxies = try #require(TrustedProxies(trusting))
        var head = HTTPRequest(method: .get, scheme: "http", authority: "shop.test", path: "/")
        head.headerFields[try #require(HTTPField.Name("X-Forwarded-For"))] = header
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
        return proxies.client(of: request, connection: InetAddress(connection))?.description
    }

    @Test(arguments: [
        // Nobody is trusted: what the header says is the client's own word.
        ("203.0.113.9", "198.51.100.1", "", "198.51.100.1"),
        ("203.0.113.9", "10.0.0.1", "10.0.0.0/8", "203.0.113.9"),
        // The client's own invention stands before what the proxy added.
        ("1.2.3.4, 203.0.113.9", "10.0.0.1", "10.0.0.0/8", "203.0.113.9"),
        ("203.0.113.9, 10.0.0.7", "10.0.0.1", "10.0.0.0/8", "203.0.113.9"),
        ("nonsense", "10.0.0.1", "10.0.0.0/8", "10.0.0.1"),
        ("2001:db8::9", "::1", "::1, 10.0.0.0/8", "2001:db8::9"),
    ])
    func `the client is whom a trusted proxy names`(
        header: String, connection: String, trusted: String, expected: String
    ) throws {
        #expect(try client(header, from: connection, trusting: trusted) == expected)
    }

    @Test func `without the header the connection's other end is the client`() throws {
        #expect(try client(nil, from: "10.0.0.1", trusting: "10.0.0.0/8") == "10.0.0.1")
    }

    @Test func `what is no network is refused`() {
        #expect(TrustedProxies("10.0.0.0/8, everybody") == nil)
    }
}
