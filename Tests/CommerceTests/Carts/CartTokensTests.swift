import Commerce
import Foundation
import Testing

@Suite struct CartTokensTests {
    private let store = ID<Store>(UUID())

    @Test func `a token proves its cart in its store`() throws {
        let tokens = CartTokens(key: try key(1))
        let session = tokens.newSession()

        #expect(tokens.session(from: tokens.token(for: session, in: store), in: store) == session)
    }

    @Test func `a token is nothing in another store`() throws {
        let tokens = CartTokens(key: try key(1))
        let token = tokens.token(for: tokens.newSession(), in: store)

        #expect(tokens.session(from: token, in: ID(UUID())) == nil)
    }

    @Test func `another program's token is nothing`() throws {
        let session = CartTokens(key: try key(2)).newSession()
        let token = CartTokens(key: try key(2)).token(for: session, in: store)

        #expect(CartTokens(key: try key(1)).session(from: token, in: store) == nil)
    }

    @Test(arguments: ["", ".", "a.b", "AAAAAAAAAAAAAAAAAAAAAA.", "AAAAAAAAAAAAAAAAAAAAAA.AAAA", "a.b.c", "é.é"])
    func `a made-up token is nothing`(token: String) throws {
        #expect(CartTokens(key: try key(1)).session(from: token, in: store) == nil)
    }

    @Test func `a changed cart is nothing`() throws {
        let tokens = CartTokens(key: try key(1))
        let token = tokens.token(for: tokens.newSession(), in: store)
        let other = tokens.newSession().rawValue + token.dropFirst(22)

        #expect(tokens.session(from: String(other), in: store) == nil)
    }

    private func key(_ byte: UInt8) throws -> SecretKey {
        try #require(SecretKey(Array(repeating: byte, count: 32)))
    }
}
