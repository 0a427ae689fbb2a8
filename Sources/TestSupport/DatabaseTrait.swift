package import Testing

/// Gives each test, and each case of a test with arguments, a database of its own: ``TestDatabase/current``.
package struct DatabaseTrait: TestTrait, SuiteTrait, TestScoping {
    let content: TestDatabase.Content

    /// On a suite it counts for every test in it.
    package var isRecursive: Bool { true }

    package func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        try await TestCluster.shared.withDatabase(content) { database in
            try await TestDatabase.$leased.withValue(database, operation: function)
        }
    }
}

extension Trait where Self == DatabaseTrait {
    /// A database with the whole schema, cloned from a template that is migrated once in a test process.
    package static var database: DatabaseTrait { DatabaseTrait(content: .migrated) }

    /// A database with nothing in it.
    package static var emptyDatabase: DatabaseTrait { DatabaseTrait(content: .empty) }
}
