import Foundation
import Postgres
import TestSupport
import Testing

@testable import Commerce

@Suite(.database)
struct FactorTests {
    @Test func `the codes are those of RFC 6238`() throws {
        let totp = try #require(TOTP(base32: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"))

        let codes = [59, 1_111_111_109, 1_234_567_890, 2_000_000_000].map { seconds in
            totp.code(step: TOTP.step(at: Date(timeIntervalSince1970: TimeInterval(seconds))))
        }

        #expect(codes == ["287082", "081804", "005924", "279037"])
        #expect(totp.secret.reveal() == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
    }

    @Test func `with an authenticator a session is worth nothing before its code`() async throws {
        let bench = try AccountBench.open()
        let (first, totp) = try await enrolled(bench)
        #expect(try await bench.holder(first)?.needsSecondFactor == false)

        bench.clock.advance(60)
        let second = try await bench.signIn("ann@people.test")

        #expect(second.needsSecondFactor)
        let find = FindSession(database: bench.accounts.database, now: { bench.clock.now })
        #expect(try await find(second.token.cookie) == nil)
        await #expect(throws: AccountError.wrongCode) { try await verify(bench, "000000x", second) }
        try await verify(bench, totp.code(step: TOTP.step(at: bench.clock.now)), second)
        #expect(try await find(second.token.cookie) != nil)
    }

    @Test func `a code works once, even for two at the same moment`() async throws {
        let bench = try AccountBench.open()
        let (_, totp) = try await enrolled(bench)
        bench.clock.advance(60)
        let session = try await bench.signIn("ann@people.test")
        let code = totp.code(step: TOTP.step(at: bench.clock.now))

        let taken = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<4 { group.addTask { (try? await verify(bench, code, session)) != nil } }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }

        #expect(taken == 1)
    }

    @Test func `the first code ends the sessions that had none`() async throws {
        let bench = try AccountBench.open()
        let other = try await bench.customer("ann@people.test")
        let session = try await bench.signIn("ann@people.test")

        let (factor, totp) = try await enrol(bench, session)
        #expect(try await bench.holder(other) != nil)
        try await verify(bench, totp.code(step: TOTP.step(at: bench.clock.now)), session, factor)

        #expect(try await bench.holder(other) == nil)
        #expect(try await bench.holder(session) != nil)
    }

    @Test func `guessing codes is limited by account`() async throws {
        let bench = try AccountBench.open()
        let (session, _) = try await enrolled(bench)
        for _ in 0..<9 { _ = try? await verify(bench, "no code", session) }

        await #expect(throws: RateLimited.self) { try await verify(bench, "no code", session) }
    }

    @Test func `an authenticator is removed with a code's session only, and by its owner`() async throws {
        let bench = try AccountBench.open()
        let (session, _) = try await enrolled(bench)
        let weak = try await bench.signIn("ann@people.test")
        let stranger = try await bench.customer("bob@people.test")
        let factor = try #require(try await ListFactors(bench.accounts)(of: session.user.id).first)
        let remove = RemoveFactor(bench.accounts)

        await #expect(throws: AccountError.secondFactorNeeded) {
            try await remove(factor.id, of: weak.user.id, session: weak.id)
        }
        await #expect(throws: AccountError.notFound) {
            try await remove(factor.id, of: stranger.user.id, session: stranger.id)
        }
        try await remove(factor.id, of: session.user.id, session: session.id)

        #expect(try await ListFactors(bench.accounts)(of: session.user.id).isEmpty)
    }

    @Test func `the database keeps no secret that makes codes`() async throws {
        let bench = try AccountBench.open()
        let (_, totp) = try await enrolled(bench)

        let kept: String = try await bench.administrator.one("SELECT secret FROM auth.mfa_factors")[0]

        #expect(!kept.contains(totp.secret.reveal()))
    }

    @Test func `the picture holds the address`() throws {
        let picture = try #require(QRCode("otpauth://totp/a:b?secret=ABC")).svg

        #expect(picture.hasPrefix("<svg") && picture.contains("h7v1h-7z"))
    }

    private func enrol(_ bench: AccountBench, _ session: BrowserSession) async throws -> (ID<Factor>, TOTP) {
        let enrolment = try await EnrolFactor(bench.accounts)(session.user.id, name: "Phone")
        #expect(enrolment.address.reveal().hasPrefix("otpauth://totp/SellUsGenie:ann%40people%2Etest?"))
        return (enrolment.id, try #require(TOTP(base32: enrolment.secret.reveal())))
    }

    private func enrolled(_ bench: AccountBench) async throws -> (BrowserSession, TOTP) {
        let session = try await bench.customer("ann@people.test")
        let (factor, totp) = try await enrol(bench, session)
        try await verify(bench, totp.code(step: TOTP.step(at: bench.clock.now)), session, factor)
        return (session, totp)
    }

    private func verify(
        _ bench: AccountBench, _ code: String, _ session: BrowserSession, _ factor: ID<Factor>? = nil
    ) async throws {
        try await VerifyFactor(bench.accounts)(code: code, factor: factor, of: session.user.id, session: session.id)
    }
}
