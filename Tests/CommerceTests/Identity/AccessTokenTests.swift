import Crypto
import Foundation
import JWTKit
import Postgres
import TestSupport
import Testing

@testable import Commerce

@Suite(.database)
struct AccessTokenTests {
    @Test func `a token says who, in which role, and until when`() async throws {
        let bench = try TokenBench.open()
        let realm = try await bench.accounts.store()
        let grant = try await bench.signUp("ann@people.test", realm)

        guard case .user(let claims) = try await bench.verify(grant.accessToken, realm) else {
            Issue.record("it names nobody")
            return
        }

        #expect(claims.role == "shopper")
        #expect(claims.email == "ann@people.test")
        #expect(claims.issuer == "https://shops.example/s/demo/auth/v1")
        #expect(claims.store == realm.store)
        #expect(claims.assurance == "aal1" && claims.methods.map(\.method) == ["password"])
        #expect(claims.expiresAt.timeIntervalSince(claims.issuedAt) == 1_800)
    }

    @Test func `an owner's token names the owner's persona, and an account's alone only that`() async throws {
        let bench = try TokenBench.open()
        let grant = try await bench.signUp("ann@people.test")
        #expect(grant.user["role"] == "authenticated")

        let user = try #require(grant.user["id"]?.string.flatMap { ID<User>($0) })
        try await BecomeOwner(bench.accounts.accounts)(user)

        #expect(try await bench.tokens.refresh(grant.refreshToken, in: .platform).user["role"] == "store_owner")
    }

    @Test func `a token of one realm is none in another`() async throws {
        let bench = try TokenBench.open()
        let realms = [
            .platform, try await bench.accounts.store(slug: "one"), try await bench.accounts.store(slug: "two"),
        ]
        for realm in realms {
            let grant = try await bench.signUp("ann@people.test", realm)
            for other in realms where other != realm {
                await #expect(throws: TokenError.issuer) { try await bench.verify(grant.accessToken, other) }
            }
            _ = try await bench.verify(grant.accessToken, realm)
        }
    }

    @Test(arguments: TokenForgery.allCases)
    func `a forged token is refused`(forgery: TokenForgery) async throws {
        let bench = try TokenBench.open()
        let grant = try await bench.signUp("ann@people.test")
        let forged = try await forgery.forge(grant.accessToken, bench)

        await #expect(throws: TokenError.self) { try await bench.verify(forged, .platform) }
        _ = try await bench.verify(grant.accessToken, .platform)
    }

    @Test func `every change of a single character is noticed`() async throws {
        let bench = try TokenBench.open()
        let token = Array(try await bench.signUp("ann@people.test").accessToken)
        var random = SystemRandomNumberGenerator()

        for _ in 0..<200 {
            var changed = token
            let index = Int.random(in: 0..<changed.count, using: &random)
            changed[index] = changed[index] == "A" ? "B" : "A"
            // The last character of a part has bits that base64 drops.
            guard index + 1 < token.count, token[index + 1] != ".", changed != token else { continue }
            await #expect(throws: TokenError.self) { try await bench.verify(String(changed), .platform) }
        }
    }

    @Test func `a token is over after its time, and one of tomorrow does not count`() async throws {
        let bench = try TokenBench.open()
        let grant = try await bench.signUp("ann@people.test")
        bench.accounts.clock.advance(1_831)
        await #expect(throws: TokenError.expired) { try await bench.verify(grant.accessToken, .platform) }

        bench.accounts.clock.advance(-5_000)
        await #expect(throws: TokenError.notYet) { try await bench.verify(grant.accessToken, .platform) }
    }

    @Test func `a session that was ended is none, whatever its token says`() async throws {
        let bench = try TokenBench.open()
        let grant = try await bench.signUp("ann@people.test")
        guard case .user(let claims) = try await bench.verify(grant.accessToken, .platform) else { return }
        _ = try await bench.accounts.accounts.session(of: claims)

        try await EndSession(bench.accounts.accounts)(claims.session, of: claims.subject)

        await #expect(throws: SessionError.notFound) { try await bench.accounts.accounts.session(of: claims) }
        await #expect(throws: RefreshError.notFound) {
            try await bench.tokens.refresh(grant.refreshToken, in: .platform)
        }
    }

    @Test func `a forged session is refused: another's id in a token of one's own`() async throws {
        let bench = try TokenBench.open()
        let ann = try await bench.claims(of: try await bench.signUp("ann@people.test"))
        var bob = try await bench.claims(of: try await bench.signUp("bob@people.test"))

        bob.session = ann.session

        await #expect(throws: SessionError.notFound) { try await bench.accounts.accounts.session(of: bob) }
    }

    @Test func `keys change without anybody's noticing`() async throws {
        let bench = try TokenBench.open()
        let old = try await bench.signUp("ann@people.test")
        let published = try await bench.keys.published()

        try await bench.keys.rotate()

        _ = try await bench.verify(old.accessToken, .platform)
        let new = try await bench.tokens.refresh(old.refreshToken, in: .platform)
        // Whoever has kept the set from before knows the new key already.
        let kid = try #require(try TokenForgery.header(of: new.accessToken)["kid"]?.string)
        #expect(kid != (try TokenForgery.header(of: old.accessToken)["kid"]?.string))
        guard case .array(let keys)? = published["keys"] else { return }
        #expect(keys.contains { $0["kid"]?.string == kid })
        #expect(keys.allSatisfy { $0["d"] == nil })
    }

    @Test func `two programs that start or change keys at once agree`() async throws {
        let bench = try TokenBench.open()
        let other = try TokenBench.open()

        async let one: Void = bench.keys.rotate()
        async let two: Void = other.keys.rotate()
        _ = try await (one, two)

        let states: [String] = try await bench.accounts.administrator.query(
            "SELECT state FROM token_signing_keys WHERE state <> 'retired' ORDER BY state"
        ).map { try $0[0] }
        #expect(states == ["current", "next"])
    }

    @Test func `a shared secret signs and verifies what Supabase's services expect`() async throws {
        let bench = try TokenBench.open(sharedSecret: Secret("a shared secret of thirty-two bytes"))
        let grant = try await bench.signUp("ann@people.test")

        #expect(try TokenForgery.header(of: grant.accessToken)["alg"] == "HS256")
        _ = try await bench.verify(grant.accessToken, .platform)
        #expect(try await bench.keys.published() == ["keys": .array([])])
    }

    @Test(arguments: [nil, Secret("a shared secret of thirty-two bytes")])
    func `the keys of applications name a role and nobody`(secret: Secret?) async throws {
        let bench = try TokenBench.open(sharedSecret: secret)
        let issue = IssueServiceKey(secretKey: try TokenBench.secretKey, sharedSecret: secret)

        #expect(try await bench.verify(issue(.anonymous).reveal(), .platform) == .anonymousKey)
        #expect(try await bench.verify(issue(.service).reveal(), .platform) == .serviceKey)
    }
}
