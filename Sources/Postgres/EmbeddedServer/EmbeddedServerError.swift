/// Why an ``EmbeddedServer`` could not be started; each description says what to do.
package enum EmbeddedServerError: Error, Equatable {
    /// No PostgreSQL of a usable version was found.
    case notInstalled(oldestUsable: Int)
    /// The data directory was made by a major version that is not installed.
    case versionNotInstalled(major: Int, dataDirectory: String)
    /// Another program holds the lock of this home.
    case inUse(home: String, processID: Int32?)
    /// The program runs as root and there is no system user to give the server to.
    case noSystemUser(name: String)
    /// The system user that runs the server cannot reach the home.
    case unreachable(home: String, directory: String, user: String)
    /// A directory or file could not be made or changed.
    case fileSystem(path: String, reason: String)
    /// `initdb`, or the statements that follow it, failed.
    case initialisationFailed(output: String)
    /// The server ended, or was not ready in time.
    case startFailed(logFile: String, lastLines: String)
    /// The socket directory belongs to somebody else.
    case socketDirectoryNotOurs(path: String)
}

extension EmbeddedServerError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notInstalled(let oldestUsable):
            """
            PostgreSQL \(oldestUsable) or newer was not found; install it (Debian: apt-get install postgresql, \
            macOS: brew install postgresql) or set DATABASE_URL to a server of yours.
            """
        case .versionNotInstalled(let major, let dataDirectory):
            """
            The data in \(dataDirectory) were written by PostgreSQL \(major), which is not installed; \
            install that version or move the data with pg_upgrade.
            """
        case .inUse(let home, let processID):
            """
            Another program\(processID.map { " (process \($0))" } ?? "") uses the database in \(home); \
            stop it first or set SELLUSGENIE_HOME to another directory.
            """
        case .noSystemUser(let name):
            """
            PostgreSQL must not run as root and there is no system user "\(name)" to run it; \
            create the user, or start this program as another user than root.
            """
        case .unreachable(let home, let directory, let user):
            """
            The system user "\(user)", who runs PostgreSQL, cannot reach \(home) because \(directory) is closed to others; \
            set SELLUSGENIE_HOME to a directory that "\(user)" can enter, for instance /var/lib/sellusgenie.
            """
        case .fileSystem(let path, let reason):
            "\(path) could not be made or changed (\(reason)); check its permissions and the free space of its disk."
        case .initialisationFailed(let output):
            "PostgreSQL's data directory could not be initialised: \(output)"
        case .startFailed(let logFile, let lastLines):
            "PostgreSQL did not start (\(lastLines)); the whole story is in \(logFile)."
        case .socketDirectoryNotOurs(let path):
            "The socket directory \(path) belongs to another user; remove it or set SELLUSGENIE_HOME to a shorter path."
        }
    }
}
