import ArgumentParser
import Commerce
import Foundation
import Postgres

/// `sellusgenie keys`
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Keep the keys of outside services, and change the master key that seals them.",
        subcommands: [List.self, Set.self, Remove.self, Rotate.self]
    )

    /// Whose key it is.
    struct Place: ParsableArguments {
        @Argument(help: "The service, such as stripe.")
        var service: String

        @Argument(help: "What the key is for, such as secret_key or webhook_secret.")
        var type: String

        @Option(help: "The slug of the store; a key of the platform without it.")
        var store: String?

        var kind: StoreSecret { StoreSecret(service: service, type: type) }

        func validate() throws {
            for word in [service, type] where word.wholeMatch(of: /[a-z0-9_]{1,40}/) == nil {
                throw ValidationError("\"\(word)\" is no name of a key; use small letters, digits and underscores.")
            }
        }

        func storeID(in database: Database) async throws -> ID<Store>? {
            guard let store else { return nil }
            return try await Store.id(slug: store, in: database)
        }
    }

    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Keep a key in place of the one before it; its value is read from standard input."
        )

        @OptionGroup var place: Place

        @Option(help: "The last day on which the service takes it, such as 2027-03-31.")
        var expires: String?

        func run() async throws {
            let expiry = try expires.map(KeysCommandError.endOfDay)
            if isatty(STDIN_FILENO) == 1 { FileHandle.standardError.write(Data("Value: ".utf8)) }
            guard let line = readLine(), let secret = Secret(typed: line) else { throw KeysCommandError.noValue }
            try await withVault { database, vault in
                let store = try await place.storeID(in: database)
                try await database.transaction(as: .service(store: store)) { db in
                    try await SaveStoreSecret.run(
                        secret, as: place.kind, expiry: expiry, in: store, vault: vault, on: db)
                }
            }
            print("Kept the key \(place.service) \(place.type)\(secret.hint.map { " that ends in \($0)" } ?? "").")
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Forget a key.")

        @OptionGroup var place: Place

        func run() async throws {
            try await withVault { database, _ in
                let store = try await place.storeID(in: database)
                let removed = try await database.transaction(as: .service(store: store)) { db in
                    try await RemoveStoreSecret.run(place.kind, in: store, on: db)
                }
                guard removed else { throw KeysCommandError.noKey(place.service, place.type) }
            }
            print("Removed the key \(place.service) \(place.type).")
        }
    }
}

/// What stands in the way of a command on keys.
enum KeysCommandError: Error, CustomStringConvertible {
    case noValue
    case noKey(String, String)
    case noDate(String)
    case rotationUnderWay
    case nothingToRotate

    /// The last second of a day, in UTC.
    static func endOfDay(_ text: String) throws -> Date {
        guard let day = try? Date(text, strategy: .iso8601.year().month().day()) else { throw Self.noDate(text) }
        return day + 86_400 - 1
    }

    var description: String {
        switch self {
        case .noValue:
            "Standard input holds no key; send it as one line: sellusgenie keys set SERVICE TYPE < file"
        case .noKey(let service, let type):
            "There is no key \(service) \(type) here; see sellusgenie keys list."
        case .noDate(let text):
            "\"\(text)\" is no day; write it as 2027-03-31."
        case .rotationUnderWay:
            "Another sellusgenie keys rotate is at work; wait until it is done."
        case .nothingToRotate:
            """
            The key in SELLUSGENIE_SECRET_KEY seals already. Make a new one (openssl rand -base64 32), put it there, move \
            the present one to SELLUSGENIE_SECRET_KEY_PREVIOUS, start every program again with both, and run this again.
            """
        }
    }
}

extension Secret {
    /// What somebody typed or pasted, without the space around it; nil when nothing is left, or too much.
    init?(typed text: String) {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty, text.utf8.count <= 4_096, !text.utf8.contains(where: { $0 < 0x20 }) else { return nil }
        self.init(text)
    }
}
