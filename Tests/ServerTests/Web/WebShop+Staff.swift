import Commerce
import Foundation
import HTTPTypes
import Postgres
import Testing

/// People who work in a shop that is not theirs.
extension WebShop {
    /// An account without a store, with the password of all tests.
    func addPerson(_ email: String) async throws -> SignedInUser {
        let hash = try await PasswordHasher(cost: 4).hash(try Password(Self.password))
        let user = ID<User>(UUID())
        try await administrator.execute(
            """
            INSERT INTO auth.users (id, email, encrypted_password, email_confirmed_at)
            VALUES (\(user), \(email), \(hash), now())
            """
        )
        return try await administrator.one("SELECT id, email FROM auth.users WHERE id = \(user)", as: Person.self).user
    }

    /// Somebody who works in this shop.
    func addStaff(_ role: StaffRole, _ email: String = "staff@person.test") async throws -> SignedInUser {
        let person = try await addPerson(email)
        try await administrator.execute(
            "INSERT INTO staff (store_id, user_id, role) VALUES (\(store), \(person.id), \(role))"
        )
        return person
    }

    func signIn(_ browser: Browser, as email: String) async throws {
        browser.forgetCookies()
        let door = try await browser.get("/dashboard/sign-in")
        let fields = ["form_token": door.hidden("form_token"), "email": email, "password": Self.password]
        let answer = try await browser.post("/dashboard/session", fields)
        try #require(answer.status == .seeOther, "\(answer.body)")
    }

    /// Runs the clicks of somebody who is signed in.
    func work(as email: String, _ body: @Sendable @escaping (Browser) async throws -> Void) async throws {
        try await visit { browser in
            try await signIn(browser, as: email)
            try await body(browser)
        }
    }
}

private struct Person: PostgresRow {
    let user: SignedInUser

    init(row: Row) throws {
        user = SignedInUser(id: try row["id"], email: try row["email"])
    }
}
