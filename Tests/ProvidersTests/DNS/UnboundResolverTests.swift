import Commerce
import Foundation
import Providers
import Testing

@Suite struct UnboundResolverTests {
    private let name = "_sellusgenie.shop.example"

    @Test func `text records are found, in pieces and among others`() async throws {
        let long = String(repeating: "a", count: 200)
        let records = ["--txt-record=\(name),token", "--txt-record=\(name),\(long),tail"]

        try await LocalDNS.run(records) { resolver in
            guard case .records(let found) = await resolver.textRecords(of: name) else {
                Issue.record("No records came.")
                return
            }
            #expect(Set(found) == ["token", "\(long)tail"])
        }
    }

    @Test func `an alias leads to the record`() async throws {
        let records = ["--cname=\(name),proof.example", "--txt-record=proof.example,token"]

        try await LocalDNS.run(records) { resolver in
            #expect(await resolver.textRecords(of: name) == .records(["token"]))
        }
    }

    @Test func `a name that is not there has no records`() async throws {
        try await LocalDNS.run(["--host-record=other.example,192.0.2.1"]) { resolver in
            #expect(await resolver.textRecords(of: name) == .records([]))
            #expect(await resolver.textRecords(of: "other.example") == .records([]))
        }
    }

    @Test func `a server that is down leaves the question unanswered, in time`() async throws {
        let server = try #require(DNSServer("127.0.0.1@\(try LocalDNS.freePort())"))
        let start = ContinuousClock.now

        let answer = await UnboundResolver(server: server, timeout: 2).textRecords(of: name)

        #expect(answer == .unanswered)
        #expect(ContinuousClock.now - start < .seconds(10))
    }

    @Test func `many questions at once are all answered`() async throws {
        try await LocalDNS.run(["--txt-record=\(name),token"]) { resolver in
            let answers = await withTaskGroup(of: DNSAnswer.self) { group in
                for _ in 0..<20 { group.addTask { await resolver.textRecords(of: name) } }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers == Array(repeating: .records(["token"]), count: 20))
        }
    }

    @Test(arguments: [
        "", "dns.example", "127.0.0.1@", "127.0.0.1@0", "127.0.0.1@65536", "127.0.0.1@53@53", "1.1.1.1:53x",
    ])
    func `what is no server is not taken for one`(text: String) {
        #expect(DNSServer(text) == nil)
    }

    @Test(arguments: ["9.9.9.9", "127.0.0.1@5353", "2620:fe::fe@53"])
    func `an address with or without a port is a server`(text: String) {
        #expect(DNSServer(text) != nil)
    }
}
