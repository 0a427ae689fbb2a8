import Foundation
import Postgres
import TestSupport
import Testing

@testable import Commerce

@Suite(.database) struct CreateTenantTests {
    private static let day: TimeInterval = 86_400

    private func token(in link: String?) throws -> String {
        let link = try #require(link)
        #expect(link.hasPrefix("\(AccountBench.base)/dashboard/account/new-password?token="))
        #expect(link.hasSuffix("&type=invite"))
        return try #require(URLComponents(string: link)?.queryItems?.first { $0.name == "token" }?.value)
    }

    private func choose(_ token: String, _ bench: AccountBench) async throws -> BrowserSession {
        try await ResetPassword(bench.accounts)(
            .link(token), .invite, password: try Password(AccountBench.password), in: .platform,
            from: SessionOrigin(address: nil, userAgent: nil))
    }

    @Test func `the owner chooses a password by the link, within seven days, once`() async throws {
        let bench = try AccountBench.open()
        let email = try #require(EmailAddress("ann@owner.test"))

        let made = try await CreateTenant(bench.accounts)(
            email: email, entrance: .link(sendsLetter: false), plan: "starter", storeName: "Blue Bottle")
        let token = try token(in: made.link)
        let letters = try await bench.administrator.query("SELECT 1 FROM jobs WHERE kind = 'letters.send'")
        bench.clock.advance(7 * Self.day - 60)
        let session = try await choose(token, bench)

        #expect(letters.isEmpty)
        #expect(made.slug == "blue-bottle")
        #expect(session.user.id == made.owner.id)
        let account = try await bench.administrator.one(
            """
            SELECT u.email_confirmed_at IS NOT NULL AS confirmed, o.subscription_tier
            FROM auth.users u JOIN store_owners o USING (id) WHERE u.id = \(made.owner.id)
            """)
        #expect(try account["confirmed"] == true)
        #expect(try account["subscription_tier"] == "starter")
        await #expect(throws: AccountError.linkSpent) { try await choose(token, bench) }
    }

    @Test func `after seven days the link is no longer good`() async throws {
        let bench = try AccountBench.open()
        let email = try #require(EmailAddress("ann@owner.test"))
        let made = try await CreateTenant(bench.accounts)(email: email, entrance: .link(sendsLetter: false))
        let token = try token(in: made.link)

        bench.clock.advance(7 * Self.day + 1)

        await #expect(throws: AccountError.linkSpent) { try await choose(token, bench) }
    }

    @Test func `with a mail server a letter brings the same link`() async throws {
        let bench = try AccountBench.open()
        let email = try #require(EmailAddress("ann@owner.test"))

        let made = try await CreateTenant(bench.accounts)(email: email, entrance: .link(sendsLetter: true))

        let payload = try await bench.administrator.one("SELECT payload FROM jobs WHERE kind = 'letters.send'")
        let letter = try payload.decode("payload", as: JSON.self).decode(SealedLetter.self).open(
            with: bench.accounts.vault)
        #expect(letter.recipient == "ann@owner.test")
        #expect(letter.action?.address == made.link)
        #expect(letter.paragraphs.count == 1)
        await #expect(throws: CreateOwnerError.addressTaken) {
            try await CreateTenant(bench.accounts)(email: email, entrance: .link(sendsLetter: true))
        }
    }
}
