package import Foundation
package import Postgres

/// What the use cases of accounts share.
package struct Accounts: Sendable {
    package let database: Database
    package let passwords: PasswordHasher
    package let limiter: RateLimiter
    package let vault: SecretVault
    package let settings: AccountSettings
    let codes: OneTimeCodes
    let ids: IDGenerator
    package let now: @Sendable () -> Date

    package init(
        database: Database,
        passwords: PasswordHasher,
        limiter: RateLimiter,
        vault: SecretVault,
        secretKey: SecretKey,
        settings: AccountSettings,
        ids: IDGenerator = .timeOrdered,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.database = database
        self.passwords = passwords
        self.limiter = limiter
        self.vault = vault
        self.settings = settings
        codes = OneTimeCodes(key: secretKey)
        self.ids = ids
        self.now = now
    }

    /// One transaction of the program's own persona, which alone may touch accounts.
    func transaction<Value: Sendable>(_ body: (Connection) async throws -> Value) async throws -> Value {
        try await database.transaction(as: .service(store: nil), retry: .conflicts(), body)
    }
}

/// What an operator decides about accounts.
package struct AccountSettings: Sendable {
    /// Where this installation is found, without a slash at its end. Links are built from it, never from a request.
    package let baseURL: String
    /// Addresses that links may lead to beside our own, such as `https://app.example/welcome` or `com.example.app://`.
    package var allowedRedirects: [String] = []
    /// Whether an address counts as confirmed without a letter: only where everybody is trusted.
    package var confirmsByItself = false
    /// How long an access token is good for; an hour at most.
    package var accessTokenLifetime: TimeInterval = 1_800

    package init(baseURL: String) {
        self.baseURL = String(baseURL.reversed().drop { $0 == "/" }.reversed())
    }
}

/// Why something about an account was not done.
package enum AccountError: Error, Hashable {
    /// The link or the digits: used, replaced by newer ones, too old, or never sent.
    case linkSpent
    /// The account is gone or barred.
    case notFound
    case addressTaken
    case addressUnchanged
    case samePassword
    case wrongPassword
    /// Something that needs the second factor first.
    case secondFactorNeeded
    /// Something that needs a code from a letter first: the session is older than a day.
    case reauthenticationNeeded
    case wrongCode
    /// No recovery code of the account, or one that was used.
    case wrongRecoveryCode
    case challengeExpired
    case factorNameTaken
    case tooManyFactors
    case lastIdentity
}

extension AccountError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .linkSpent: "This link or code is no longer good; ask for a new one."
        case .notFound: "There is no such account any more; sign up again or ask for help."
        case .addressTaken: "Another account has this address already; choose a different one."
        case .addressUnchanged: "This is your address already; enter the new one."
        case .samePassword: "This is your password already; choose a different one."
        case .wrongPassword: "This is not your current password; check it and try again."
        case .secondFactorNeeded: "Enter a code from your authenticator app first."
        case .reauthenticationNeeded: "Enter the code that we send to your e-mail address first."
        case .wrongCode: "This code is wrong or was used already; wait for the next one and enter that."
        case .wrongRecoveryCode: "This recovery code is wrong or was used already; enter another of your list."
        case .challengeExpired: "This took too long; start again with a new code."
        case .factorNameTaken: "You have an authenticator of this name already; choose another name."
        case .tooManyFactors: "You have ten authenticators already; remove one first."
        case .lastIdentity: "This is your only way to sign in; add another one first."
        }
    }
}
