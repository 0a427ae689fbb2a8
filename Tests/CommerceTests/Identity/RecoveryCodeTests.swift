import Foundation
import Postgres
import TestSupport
import Testing

@testable import Commerce

@Suite(.database)
struct RecoveryCodeTests {
    @Test func `a code is read as people type it`() throws {
        let code = RecoveryCode()

        for typed in [code.text, code.text.uppercased(), code.text.replacing("-", with: " "), "  \(code.text)\n"] {
            #expect(RecoveryCode(typed) == code)
        }
        for wrong in ["", "123456", "aeiou-aeiou", code.text + "2", "\(code)"] { #expect(RecoveryCode(wrong) == nil) }
    }

    @Test func `ten different codes, of which the database keeps none`() async throws {
        let bench = try AccountBench.open()
        let session = try await bench.customer("ann@people.test")

        let codes = try await MakeRecoveryCodes(bench.accounts).first(of: session.user.id)

        #expect(Set(codes).count == 10)
        let kept = try await bench.administrator.query(
            "SELECT encode(code_hash, 'escape') AS hash FROM auth.mfa_recovery_codes")
        #expect(kept.count == 10)
        for row in kept {
            let hash: String = try row["hash"]
            #expect(!codes.contains { hash.contains($0.text) || hash.contains($0.text.replacing("-", with: "")) })
        }
        #expect(try await MakeRecoveryCodes(bench.accounts).first(of: session.user.id).isEmpty)
    }

    @Test func `a code opens the door once, even for two at the same moment, and its owner is told`() async throws {
        let bench = try AccountBench.open()
        let codes = try await codes(bench)
        let session = try await bench.signIn("ann@people.test")

        let taken = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<4 { group.addTask { (try? await use(bench, codes[0].text, session)) != nil } }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }

        #expect(taken == 1)
        #expect(try await bench.holder(session)?.needsSecondFactor == false)
        #expect(try await CountRecoveryCodes(bench.accounts)(of: session.user.id) == 9)
        let letter = try await bench.lastLetter(to: "ann@people.test")
        #expect(letter.subject == "A recovery code was used")
        #expect(letter.paragraphs.joined().contains("Codes that are left: 9"))
    }

    @Test func `another's code, a wrong one and guessing open nothing`() async throws {
        let bench = try AccountBench.open()
        let codes = try await codes(bench)
        let stranger = try await bench.customer("bob@people.test")
        let session = try await bench.signIn("ann@people.test")

        await #expect(throws: AccountError.wrongRecoveryCode) { try await use(bench, codes[0].text, stranger) }
        for _ in 0..<9 {
            await #expect(throws: AccountError.wrongRecoveryCode) { try await use(bench, RecoveryCode().text, session) }
        }
        // Codes of the app count against the same bucket; one was taken to turn it on.
        await #expect(throws: RateLimited.self) { try await use(bench, codes[0].text, session) }
    }

    @Test func `new ones replace the old, and need the password or a code of the app`() async throws {
        let bench = try AccountBench.open()
        let old = try await codes(bench)
        let session = try await bench.signIn("ann@people.test")
        let make = MakeRecoveryCodes(bench.accounts)

        await #expect(throws: AccountError.wrongPassword) {
            _ = try await make.anew(
                of: session.user.id, in: .platform, session: session.id, proof: .password(Secret("wrong wrong")))
        }
        await #expect(throws: AccountError.wrongCode) {
            _ = try await make.anew(of: session.user.id, in: .platform, session: session.id, proof: .code("000000x"))
        }
        let new = try await make.anew(
            of: session.user.id, in: .platform, session: session.id, proof: .password(Secret(AccountBench.password)))

        await #expect(throws: AccountError.wrongRecoveryCode) { try await use(bench, old[0].text, session) }
        try await use(bench, new[0].text, session)
    }

    @Test func `they go with the last authenticator`() async throws {
        let bench = try AccountBench.open()
        let codes = try await codes(bench)
        let session = try await bench.signIn("ann@people.test")
        try await use(bench, codes[0].text, session)
        let factor = try #require(try await ListFactors(bench.accounts)(of: session.user.id).first)

        try await RemoveFactor(bench.accounts)(factor.id, of: session.user.id, session: session.id)

        #expect(try await CountRecoveryCodes(bench.accounts)(of: session.user.id) == 0)
    }

    /// Those of somebody whose authenticator is on.
    private func codes(_ bench: AccountBench) async throws -> [RecoveryCode] {
        let session = try await bench.customer("ann@people.test")
        let enrolment = try await EnrolFactor(bench.accounts)(session.user.id, name: "Phone")
        let totp = try #require(TOTP(base32: enrolment.secret.reveal()))
        let code = totp.code(step: TOTP.step(at: bench.clock.now))
        try await VerifyFactor(bench.accounts)(
            code: code, factor: enrolment.id, of: session.user.id, session: session.id)
        return try await MakeRecoveryCodes(bench.accounts).first(of: session.user.id)
    }

    private func use(_ bench: AccountBench, _ code: String, _ session: BrowserSession) async throws {
        try await UseRecoveryCode(bench.accounts)(code, of: session.user.id, session: session.id, in: .platform)
    }
}
