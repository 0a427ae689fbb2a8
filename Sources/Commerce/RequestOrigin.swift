package import Postgres

/// Where the work under way was asked for. Travels with the task, and with the claims into the database, so that what is
/// written down about a change says from where it came.
package struct RequestOrigin: Sendable {
    @TaskLocal package static var current: RequestOrigin?

    package let address: InetAddress?
    package let requestID: String?
    /// In whose name the program's own persona acts.
    package var actor: ID<User>?

    package init(address: InetAddress?, requestID: String?, actor: ID<User>? = nil) {
        self.address = address
        self.requestID = requestID
        self.actor = actor
    }

    /// Does something in the name of a person, from where it was asked for.
    package static func acting<Value>(
        as actor: ID<User>,
        _ body: () async throws -> Value
    ) async rethrows -> Value {
        var origin = current ?? RequestOrigin(address: nil, requestID: nil)
        origin.actor = actor
        return try await $current.withValue(origin, operation: body)
    }
}
