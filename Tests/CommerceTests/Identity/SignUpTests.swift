import Foundation
import Postgres
import TestSupport
import Testing

@testable import Commerce

@Suite(.database)
struct SignUpTests {
    @Test func `nobody signs in before the letter is answered, and its link works once`() async throws {
        let bench = try AccountBench.open()
        try await bench.signUp("ann@people.test")
        await #expect(throws: SignInError.addressNotConfirmed) { try await bench.signIn("ann@people.test") }

        let letter = try await bench.lastLetter(to: "ann@people.test")
        let session = try await bench.answer(letter, .signUp)

        #expect(try await bench.holder(session)?.user.email == "ann@people.test")
        #expect(letter.action?.address.hasPrefix("https://shops.example/dashboard/account/confirm?token=") == true)
        await #expect(throws: AccountError.linkSpent) { try await bench.answer(letter, .signUp) }
        #expect(try await bench.signIn("ANN@people.test").user.email == "ann@people.test")
    }

    @Test func `the digits do what the link does, and five wrong ones are all there are`() async throws {
        let bench = try AccountBench.open()
        try await bench.signUp("ann@people.test")
        let letter = try await bench.lastLetter(to: "ann@people.test")
        func answer(_ code: String) async throws -> BrowserSession? {
            try await AnswerLetter(bench.accounts).openingBrowserSession(
                .code(code, email: "ann@people.test"), .signUp, in: .platform, from: bench.origin())
        }

        let wrong = letter.code == "000000" ? "000001" : "000000"
        for _ in 0..<OneTimeToken.codeAttempts {
            await #expect(throws: AccountError.linkSpent) { try await answer(wrong) }
        }

        await #expect(throws: AccountError.linkSpent) { try await answer(letter.code) }
        _ = try await bench.answer(letter, .signUp)
    }

    @Test func `the right digits open the account`() async throws {
        let bench = try AccountBench.open()
        try await bench.signUp("ann@people.test")
        let code = try await bench.lastLetter(to: "ann@people.test").code

        let session = try await AnswerLetter(bench.accounts).openingBrowserSession(
            .code(code, email: "Ann@people.test"), .email, in: .platform, from: bench.origin())

        #expect(session?.user.email == "ann@people.test")
    }

    @Test func `a letter is good for a day`() async throws {
        let bench = try AccountBench.open()
        try await bench.signUp("ann@people.test")
        let letter = try await bench.lastLetter(to: "ann@people.test")

        bench.clock.advance(86_401)

        await #expect(throws: AccountError.linkSpent) { try await bench.answer(letter, .signUp) }
    }

    @Test func `who signs up with a known address hears the same, and its owner is told`() async throws {
        let bench = try AccountBench.open()
        _ = try await bench.customer("ann@people.test")

        let outcome = try await bench.signUp("Ann@People.test", password: "somebody else's words")

        #expect(outcome == .letterSent)
        #expect(try await bench.lastLetter(to: "ann@people.test").subject == "You have an account already")
        await #expect(throws: SignInError.wrongCredentials) {
            try await bench.signIn("ann@people.test", password: "somebody else's words")
        }
    }

    @Test func `of two sign-ups before the letter is answered the newer counts`() async throws {
        let bench = try AccountBench.open()
        try await bench.signUp("ann@people.test", password: "the first password")
        let first = try await bench.lastLetter(to: "ann@people.test")
        try await bench.signUp("ann@people.test", password: "the second password")

        await #expect(throws: AccountError.linkSpent) { try await bench.answer(first, .signUp) }
        _ = try await bench.answer(try await bench.lastLetter(to: "ann@people.test"), .signUp)

        _ = try await bench.signIn("ann@people.test", password: "the second password")
        await #expect(throws: SignInError.wrongCredentials) {
            try await bench.signIn("ann@people.test", password: "the first password")
        }
    }

    @Test func `eight who sign up with one address at once get one account`() async throws {
        let bench = try AccountBench.open()

        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { _ = try? await bench.signUp("ann@people.test") } }
        }

        #expect(try await bench.count("SELECT count(*) FROM auth.users") == 1)
        _ = try await bench.answer(try await bench.lastLetter(to: "ann@people.test"), .signUp)
    }

    @Test func `an account becomes an owner when it opens its first store, and has no trial before`() async throws {
        let bench = try AccountBench.open()
        let session = try await bench.customer("ann@people.test")
        #expect(try await bench.count("SELECT count(*) FROM store_owner_subscriptions") == 0)

        try await BecomeOwner(bench.accounts)(session.user.id, name: "Ann")
        try await BecomeOwner(bench.accounts)(session.user.id)

        #expect(try await bench.count("SELECT count(*) FROM store_owner_subscriptions WHERE status = 'trialing'") == 1)
    }

    @Test(arguments: ["password1", "12345678", "QWERTYUIOP", "iloveyou"])
    func `a password that many have is refused`(text: String) {
        #expect(throws: PasswordError.common) { try Password(text) }
    }

    @Test func `a shop's name cannot add a header to its letters`() async throws {
        let bench = try AccountBench.open()
        let realm = try await bench.store(name: "Shop\r\nBcc: everybody@example.test")
        try await bench.signUp("ann@people.test", realm)

        let sender = try await bench.lastLetter(to: "ann@people.test").sender

        #expect(sender == "Shop  Bcc: everybody@example.test")
    }
}
