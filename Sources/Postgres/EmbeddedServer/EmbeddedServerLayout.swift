import Foundation

/// Where the parts of an embedded server lie.
struct EmbeddedServerLayout: Sendable {
    let home: URL
    let socketDirectory: URL

    /// The cluster, complete or absent: it is initialised under ``unfinished`` and then renamed.
    var data: URL { home.appending(path: "postgres") }
    var unfinished: URL { home.appending(path: "postgres.unfinished") }
    var lock: URL { home.appending(path: "postgres.lock") }
    var startLog: URL { home.appending(path: "postgres-start.log") }
    var postmasterFile: URL { data.appending(path: "postmaster.pid") }
    var settingsFile: URL { data.appending(path: "sellusgenie.conf") }

    /// A unix socket's path holds 107 bytes and a NUL on Linux, 103 on macOS; this is the longest directory that leaves
    /// room for PostgreSQL's "/.s.PGSQL.5432".
    static let longestSocketDirectory = 103 - "/.s.PGSQL.5432".utf8.count

    init(home: URL) {
        let home = home.standardizedFileURL
        self.home = home
        let inside = home.appending(path: "run")
        self.socketDirectory =
            inside.path.utf8.count <= Self.longestSocketDirectory
            ? inside : URL(filePath: "/tmp/sellusgenie-\(geteuid())-\(Self.digest(home.path))")
    }

    /// FNV-1a: the same short name for the same home in every run, which `Hasher` would not give.
    private static func digest(_ text: String) -> String {
        let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }
}

extension EmbeddedServerLayout {
    /// Makes the home and the socket directory, for `account` alone where it matters.
    func prepare(for account: EmbeddedServerAccount) throws {
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        if let closed = account.firstClosedDirectory(onTheWayTo: home) {
            throw EmbeddedServerError.unreachable(home: home.path, directory: closed.path, user: account.name)
        }
        try makePrivateDirectory(socketDirectory, for: account)
    }

    /// A directory of mode 0700 that belongs to the account; refuses one that somebody else has put there.
    func makePrivateDirectory(_ directory: URL, for account: EmbeddedServerAccount) throws {
        if mkdir(directory.path, S_IRWXU) != 0 {
            guard errno == EEXIST else { throw fileSystemError(directory) }
            var status = stat()
            guard lstat(directory.path, &status) == 0 else { throw fileSystemError(directory) }
            guard [account.userID, geteuid()].contains(status.st_uid), status.st_mode & S_IFMT == S_IFDIR else {
                throw EmbeddedServerError.socketDirectoryNotOurs(path: directory.path)
            }
        }
        guard chown(directory.path, account.userID, account.groupID) == 0, chmod(directory.path, S_IRWXU) == 0 else {
            throw fileSystemError(directory)
        }
    }

    private func fileSystemError(_ url: URL) -> EmbeddedServerError {
        .fileSystem(path: url.path, reason: String(cString: strerror(errno)))
    }
}
