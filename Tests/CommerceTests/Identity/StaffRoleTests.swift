import Commerce
import Postgres
import TestSupport
import Testing

@Suite(.database) struct StaffRoleTests {
    @Test func `what a role may do is what the database lets it do`() async throws {
        let rows = try await TestDatabase.current.administrator.query("SELECT role, permission FROM staff_permissions")

        var granted: [StaffRole: Set<Permission>] = [:]
        for row in rows {
            let permission = try #require(Permission(rawValue: try row["permission"]))
            granted[try row["role"], default: []].insert(permission)
        }

        #expect(granted == Dictionary(uniqueKeysWithValues: StaffRole.allCases.map { ($0, $0.permissions) }))
    }

    @Test func `staff and tenancy are the owner's alone`() {
        for role in StaffRole.allCases {
            #expect(role.permissions.isDisjoint(with: [.staffWrite, .tenancyWrite]))
        }
    }
}
