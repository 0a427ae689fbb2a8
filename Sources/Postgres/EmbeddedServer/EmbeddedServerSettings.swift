import Foundation

/// The part of `postgresql.conf` that this program writes at every start, so that it follows the machine.
struct EmbeddedServerSettings: Sendable {
    private(set) var values: [String: String] = [:]

    init(
        configuration: EmbeddedServerConfiguration,
        socketDirectory: URL,
        preload: [String] = [],
        memory: UInt64 = ProcessInfo.processInfo.physicalMemory
    ) {
        setConnections(maximum: configuration.maximumConnections, socketDirectory: socketDirectory)
        setMemory(memory)
        setLogging()
        if !preload.isEmpty { values["shared_preload_libraries"] = preload.joined(separator: ",") }
        if configuration.durability == .none { setThrowAway() }
        values.merge(configuration.settings) { _, chosen in chosen }
    }

    /// The file's text; every value is quoted, with quotes doubled.
    var text: String {
        let lines = values.sorted { $0.key < $1.key }.map { key, value in
            "\(key) = '\(value.replacing("'", with: "''"))'"
        }
        return "# Written at every start of sellusgenie; changes here are lost.\n" + lines.joined(separator: "\n")
            + "\n"
    }

    private mutating func setConnections(maximum: Int, socketDirectory: URL) {
        values["listen_addresses"] = ""
        values["port"] = "5432"
        values["unix_socket_directories"] = socketDirectory.path
        values["unix_socket_permissions"] = "0700"
        values["max_connections"] = String(maximum)
        // A statement on a table of months locks each of them and their indexes.
        values["max_locks_per_transaction"] = "256"
        values["timezone"] = "UTC"
        values["log_timezone"] = "UTC"
    }

    /// A quarter of the memory for shared buffers, as PostgreSQL's manual advises, but at most 2 GB, because the shop
    /// and the file cache live on the same machine.
    private mutating func setMemory(_ memory: UInt64) {
        let megabytes = Int(memory >> 20)
        values["shared_buffers"] = "\(min(max(megabytes / 4, 32), 2048))MB"
        values["effective_cache_size"] = "\(max(megabytes / 2, 64))MB"
        values["maintenance_work_mem"] = "\(min(max(megabytes / 32, 16), 512))MB"
        values["work_mem"] = "\(min(max(megabytes / 1024, 4), 32))MB"
        values["max_wal_size"] = "\(min(max(megabytes / 4, 256), 4096))MB"
        values["wal_compression"] = "on"
        values["random_page_cost"] = "1.1"
        // Compiling a plan costs more than any statement of a shop saves by it.
        values["jit"] = "off"
    }

    private mutating func setLogging() {
        values["logging_collector"] = "on"
        values["log_directory"] = "log"
        values["log_filename"] = "postgresql-%a.log"
        values["log_rotation_age"] = "1d"
        values["log_truncate_on_rotation"] = "on"
        values["log_min_duration_statement"] = "1s"
        // Bound values are shoppers' data.
        values["log_parameter_max_length"] = "0"
        values["log_parameter_max_length_on_error"] = "0"
    }

    private mutating func setThrowAway() {
        values["fsync"] = "off"
        values["full_page_writes"] = "off"
        values["synchronous_commit"] = "off"
        values["shared_buffers"] = "128MB"
        values["autovacuum_naptime"] = "10s"
        values["logging_collector"] = "off"
        values["wal_level"] = "minimal"
        values["max_wal_senders"] = "0"
    }
}
