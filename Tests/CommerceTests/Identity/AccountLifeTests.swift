import Foundation
import Postgres
import TestSupport
import Testing

@testable import Commerce

@Suite(.database)
struct AccountLifeTests {
    @Test func `a forgotten password is replaced by letter, and every other device is signed out`() async throws {
        let bench = try AccountBench.open()
        let old = try await bench.customer("ann@people.test")
        try await RequestPasswordReset(bench.accounts)(
            email: bench.address("ann@people.test"), from: InetAddress("192.0.2.1"))
        let letter = try await bench.lastLetter(to: "ann@people.test")
        #expect(try await AnswerLetter(bench.accounts).isOpen(letter.token, .recovery, in: .platform))

        let new = try await ResetPassword(bench.accounts)(
            .link(letter.token), password: try Password("a new password"), from: bench.origin())

        #expect(try await bench.holder(old) == nil)
        #expect(try await bench.holder(new) != nil)
        _ = try await bench.signIn("ann@people.test", password: "a new password")
        #expect(try await bench.lastLetter(to: "ann@people.test").subject == "Your password was changed")
        #expect(try await !AnswerLetter(bench.accounts).isOpen(letter.token, .recovery, in: .platform))
    }

    @Test func `an address without an account is sent nothing, and nobody hears of it`() async throws {
        let bench = try AccountBench.open()
        let nobody = try bench.address("nobody@people.test")

        try await RequestPasswordReset(bench.accounts)(email: nobody, from: nil)
        try await SendMagicLink(bench.accounts)(email: nobody, from: nil)
        try await ResendLetter(bench.accounts)(.signUp, email: nobody, from: nil)

        #expect(try await bench.letters(to: "nobody@people.test").isEmpty)
    }

    @Test func `a link signs in without a password, once`() async throws {
        let bench = try AccountBench.open()
        _ = try await bench.customer("ann@people.test")
        try await SendMagicLink(bench.accounts)(email: bench.address("ann@people.test"), from: nil)
        let letter = try await bench.lastLetter(to: "ann@people.test")

        let session = try await bench.answer(letter, .magiclink)

        #expect(try await bench.holder(session)?.user.email == "ann@people.test")
        await #expect(throws: AccountError.linkSpent) { try await bench.answer(letter, .magiclink) }
    }

    @Test func `of eight who use a link at once one gets in`() async throws {
        let bench = try AccountBench.open()
        _ = try await bench.customer("ann@people.test")
        try await SendMagicLink(bench.accounts)(email: bench.address("ann@people.test"), from: nil)
        let letter = try await bench.lastLetter(to: "ann@people.test")

        let opened = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 { group.addTask { (try? await bench.answer(letter, .magiclink)) != nil } }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }

        #expect(opened == 1)
    }

    @Test func `an address changes when both letters are answered`() async throws {
        let bench = try AccountBench.open()
        let realm = try await bench.store()
        let session = try await bench.customer("ann@people.test", realm)
        try await ChangeEmail(bench.accounts)(
            session.user.id, in: realm, to: bench.address("ann@new.test"), from: bench.origin())
        let (old, new) = (
            try await bench.lastLetter(to: "ann@people.test"), try await bench.lastLetter(to: "ann@new.test")
        )
        #expect(old.paragraphs[0].contains("ann@new.test"))

        let first = try await AnswerLetter(bench.accounts).openingBrowserSession(
            .link(new.token), .emailChange, in: realm, from: bench.origin())
        #expect(first == nil)
        #expect(try await bench.holder(session, realm)?.user.email == "ann@people.test")
        _ = try await bench.answer(old, .emailChange, realm)

        #expect(try await bench.holder(session, realm)?.user.email == "ann@new.test")
        #expect(try await bench.count("SELECT count(*) FROM customers WHERE email = 'ann@new.test'") == 1)
    }

    @Test func `the letter to a new address alone changes nothing, however often it is answered`() async throws {
        let bench = try AccountBench.open()
        let session = try await bench.customer("ann@people.test")
        try await ChangeEmail(bench.accounts)(
            session.user.id, in: .platform, to: bench.address("thief@new.test"), from: bench.origin())
        let letter = try await bench.lastLetter(to: "thief@new.test")

        for _ in 0..<2 {
            _ = try? await AnswerLetter(bench.accounts).openingBrowserSession(
                .link(letter.token), .emailChange, in: .platform, from: bench.origin())
        }

        #expect(try await bench.holder(session)?.user.email == "ann@people.test")
    }

    @Test func `a change to an address that somebody has goes nowhere, and does not say so`() async throws {
        let bench = try AccountBench.open()
        _ = try await bench.customer("bob@people.test")
        let session = try await bench.customer("ann@people.test")

        try await ChangeEmail(bench.accounts)(
            session.user.id, in: .platform, to: bench.address("bob@people.test"), from: bench.origin())

        #expect(try await bench.lastLetter(to: "bob@people.test").subject == "You have an account already")
    }

    @Test func `sessions are listed, and ended by their owner alone`() async throws {
        let bench = try AccountBench.open()
        let phone = try await bench.customer("ann@people.test")
        bench.clock.advance(60)
        let laptop = try await bench.signIn("ann@people.test", from: "2001:db8::7")
        let stranger = try await bench.customer("bob@people.test")

        let listed = try await ListSessions(bench.accounts)(of: laptop.user.id)
        #expect(listed.map(\.id) == [laptop.id, phone.id])
        #expect(listed[0].address == InetAddress("2001:db8::7"))
        #expect(listed[0].userAgent == "a test")

        #expect(try await !EndSession(bench.accounts)(phone.id, of: stranger.user.id))
        #expect(try await bench.holder(phone) != nil)
        #expect(try await EndSession(bench.accounts)(phone.id, of: laptop.user.id))
        #expect(try await bench.holder(phone) == nil)
        #expect(try await bench.holder(laptop) != nil)
    }

    @Test func `who changes a password keeps this session alone`() async throws {
        let bench = try AccountBench.open()
        let phone = try await bench.customer("ann@people.test")
        let laptop = try await bench.signIn("ann@people.test")
        let change = ChangePassword(bench.accounts)

        await #expect(throws: AccountError.wrongPassword) {
            try await change(
                laptop.user.id, from: Secret("not this one"), to: try Password("a new password"), keeping: laptop.id)
        }
        try await change(
            laptop.user.id, from: Secret(AccountBench.password), to: try Password("a new password"), keeping: laptop.id)

        #expect(try await bench.holder(phone) == nil)
        #expect(try await bench.holder(laptop) != nil)
    }

    @Test func `a deleted account leaves a customer without a name`() async throws {
        let bench = try AccountBench.open()
        let realm = try await bench.store()
        let session = try await bench.customer("ann@people.test", realm)

        await #expect(throws: AccountError.wrongPassword) {
            try await DeleteAccount(bench.accounts)(session.user.id, in: realm, password: Secret("not this one"))
        }
        try await DeleteAccount(bench.accounts)(session.user.id, in: realm, password: Secret(AccountBench.password))

        #expect(try await bench.holder(session, realm) == nil)
        let erased: SQL = "SELECT count(*) FROM customers WHERE user_id IS NULL AND email LIKE '%@erased.invalid'"
        #expect(try await bench.count(erased) == 1)
        try await bench.signUp("ann@people.test", realm)
    }

    @Test func `an owner of stores is not deleted`() async throws {
        let bench = try AccountBench.open()
        _ = try await bench.store()
        let session = try await bench.signIn("demo@owner.test")

        await #expect(throws: DeleteAccountError.ownsStores) {
            try await DeleteAccount(bench.accounts)(session.user.id, password: Secret(AccountBench.password))
        }
    }
}
