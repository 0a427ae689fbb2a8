import ArgumentParser
import Commerce
import Foundation
import Postgres

/// `sellusgenie operators list|add|remove`
struct OperatorsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "operators",
        abstract: "Who may enter the console under /operator.",
        subcommands: [List.self, Add.self, Remove.self],
        defaultSubcommand: List.self
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show who may.")

        @Flag(help: "Print one JSON document.")
        var json = false

        func run() async throws {
            try await withPool { database in
                let entries = try await database.transaction(as: .service(store: nil)) { db in
                    try await Operators.list(on: db)
                }
                print(json ? try CommandOutput.operators(entries) : Self.text(entries))
            }
        }

        private static func text(_ entries: [Operators.Entry]) -> String {
            guard !entries.isEmpty else { return "Nobody yet; `sellusgenie operators add EMAIL` lets somebody in." }
            return entries.map { entry in
                "\(entry.email)\t\(entry.lastSignInAt.map { "last here \($0.formatted(.iso8601))" } ?? "never here")"
            }.joined(separator: "\n")
        }

    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let the owner of an account in.")

        @Argument(help: "The e-mail address of the account.")
        var email: String

        func run() async throws {
            try await withPool { database in
                try await database.transaction(as: .service(store: nil)) { db in try await Operators.add(email, on: db)
                }
                let base = try await ServerConfiguration.read().baseURL
                print(
                    "\(email) is an operator. They sign in on \(base)/dashboard/sign-in and then open \(base)/operator."
                )
            }
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let somebody in no longer; the account stays.")

        @Argument(help: "The e-mail address of the account.")
        var email: String

        func run() async throws {
            try await withPool { database in
                try await database.transaction(as: .service(store: nil)) { db in
                    try await Operators.remove(email, on: db)
                }
                print("\(email) is no operator any more.")
            }
        }
    }
}
