import Commerce
import HTTPSupport
import Hummingbird
package import Postgres

/// What the rooms of the operator's console work with. They read across tenants as the service persona, by queries that
/// show how much there is and never what a tenant's customers are.
package struct Console: Sendable {
    let dashboard: Dashboard
    /// The newest migration, such as `0033 moving_tenants`.
    let schema: String
    let examine: @Sendable (Connection) async throws -> [Finding]

    var database: Database { dashboard.database }

    /// Something that the doctor found.
    package struct Finding: Sendable, Hashable {
        let check: String
        let subject: String
        let remedy: String
        let isError: Bool

        package init(check: String, subject: String, remedy: String, isError: Bool) {
            self.check = check
            self.subject = subject
            self.remedy = remedy
            self.isError = isError
        }
    }

    /// `examine` looks for what endangers isolation, data or speed, on a connection of the service persona.
    package init(
        dashboard: Dashboard,
        schema: String,
        examine: @escaping @Sendable (Connection) async throws -> [Finding]
    ) {
        self.dashboard = dashboard
        self.schema = schema
        self.examine = examine
    }
}

extension Console {
    /// Reads in one transaction across tenants.
    func read<Value: Sendable>(_ body: (Connection) async throws -> Value) async throws -> Value {
        try await database.transaction(as: .service(store: nil), body)
    }

    func chrome(_ room: ConsoleLayout.Room, _ context: OperatorRequestContext) -> ConsoleLayout.Chrome {
        ConsoleLayout.Chrome(email: context.user.email, formToken: token(context), room: room)
    }

    func token(_ context: OperatorRequestContext) -> String { dashboard.forms.token(for: context.cookie) }

    /// The fields of a form that this console rendered for this session.
    func form(_ request: Request, _ context: OperatorRequestContext) async throws -> Form {
        let form = try await Form(request)
        try dashboard.forms.check(form, session: context.cookie)
        return form
    }
}
