package import Foundation

/// What an ``EmbeddedServer`` needs to know before it starts.
package struct EmbeddedServerConfiguration: Sendable {
    /// How much the server may lose when the machine itself fails.
    package enum Durability: Sendable {
        /// A commit that was acknowledged survives a power cut.
        case full
        /// Nothing is flushed: for databases that are thrown away after a test.
        case none
    }

    /// The directory that holds the data, the lock and, where the path is short enough, the socket.
    package var home: URL
    /// The database that is made when the data directory is initialised.
    package var database: String
    /// The role that owns that database; no superuser.
    package var owner: String
    /// Whether commits are flushed to disk.
    package var durability: Durability
    /// The most connections that the server accepts.
    package var maximumConnections: Int
    /// Settings that win over the ones computed for this machine, for instance `["log_statement": "all"]`.
    package var settings: [String: String]
    /// How long a start, including crash recovery, may take.
    package var startTimeout: Duration
    /// How long a fast shutdown may take before the processes are ended without a checkpoint.
    package var stopTimeout: Duration

    package init(
        home: URL,
        database: String = "sellusgenie",
        owner: String = "sellusgenie",
        durability: Durability = .full,
        maximumConnections: Int = 100,
        settings: [String: String] = [:],
        startTimeout: Duration = .seconds(120),
        stopTimeout: Duration = .seconds(30)
    ) {
        self.home = home
        self.database = database
        self.owner = owner
        self.durability = durability
        self.maximumConnections = maximumConnections
        self.settings = settings
        self.startTimeout = startTimeout
        self.stopTimeout = stopTimeout
    }
}
