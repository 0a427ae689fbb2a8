import Foundation
import TestSupport
import Testing

/// The migrated database beside the specification: equal, or stronger, or different for a reason that has a number.
@Suite(.database)
struct ConformanceTests {
    @Test func `the database has what the specification demands, or a named difference`() async throws {
        let found = try await MigratedSchema.facts(on: TestDatabase.current.administrator)
        let named = Set(try NamedDifference.load().map(\.specified))

        let missing = try SeedSchema.load().facts.filter { fact in
            !named.contains(fact) && found.isDisjoint(with: fact.atLeastAsStrong)
        }

        #expect(missing.sorted() == [])
    }

    @Test func `a named difference is one, and what stands there instead does`() async throws {
        let found = try await MigratedSchema.facts(on: TestDatabase.current.administrator)
        let demanded = Set(try SeedSchema.load().facts)

        for difference in try NamedDifference.load() {
            #expect(demanded.contains(difference.specified), "\(difference.specified) is not in the specification")
            #expect(found.isDisjoint(with: difference.specified.atLeastAsStrong), "\(difference.specified) is kept")
            for fact in difference.instead {
                #expect(found.contains(fact), "\(fact) does not stand there")
            }
        }
    }

    @Test func `no table, column or index has lost its name`() async throws {
        let found = try await MigratedSchema.facts(on: TestDatabase.current.administrator)
        let seed = try SeedSchema.load()

        #expect(seed.tables.count == 18)
        #expect(seed.tables.values.map(\.columns.count).reduce(0, +) == 277)
        let columns = Set(found.map { SchemaFact($0.subject, $0.definition.prefix { $0 != " " }) })
        for (table, specified) in seed.tables {
            for column in specified.columns.keys { #expect(columns.contains(SchemaFact(table, column))) }
        }
        for name in seed.indexes.keys {
            #expect(found.contains { $0.subject == "indexes" && $0.definition.contains("INDEX \(name) ON") })
        }
    }
}
