import Foundation
import Subprocess

/// The system user that owns the data directory and runs the server.
struct EmbeddedServerAccount: Sendable, Equatable {
    let userID: uid_t
    let groupID: gid_t
    let name: String
    /// Whether processes must change to this user because the program itself is root.
    let isSwitched: Bool

    /// The user of this process, or the system user `postgres` when that is root, which PostgreSQL refuses to run as.
    static func current(systemUser: String = "postgres") throws -> EmbeddedServerAccount {
        guard geteuid() == 0 else {
            return EmbeddedServerAccount(userID: geteuid(), groupID: getegid(), name: NSUserName(), isSwitched: false)
        }
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16384)
        guard getpwnam_r(systemUser, &entry, &buffer, buffer.count, &found) == 0, found != nil else {
            throw EmbeddedServerError.noSystemUser(name: systemUser)
        }
        return EmbeddedServerAccount(userID: entry.pw_uid, groupID: entry.pw_gid, name: systemUser, isSwitched: true)
    }

    /// Options for a process of this user, in a session of its own: the terminal's Ctrl-C goes to the program alone,
    /// which stops the server after its own work is done.
    var platformOptions: PlatformOptions {
        var options = PlatformOptions()
        options.createSession = true
        guard isSwitched else { return options }
        options.userID = userID
        options.groupID = groupID
        options.supplementaryGroups = []
        return options
    }

    /// The first directory on the way to `directory` that this user may not enter.
    func firstClosedDirectory(onTheWayTo directory: URL) -> URL? {
        guard isSwitched else { return nil }
        var ancestors: [URL] = []
        var current = directory.standardizedFileURL
        while current.path != "/" {
            ancestors.append(current)
            current.deleteLastPathComponent()
        }
        return ancestors.reversed().first { !mayEnter($0) }
    }

    private func mayEnter(_ directory: URL) -> Bool {
        var status = stat()
        guard stat(directory.path, &status) == 0 else { return true }
        if status.st_uid == userID { return status.st_mode & S_IXUSR != 0 }
        if status.st_gid == groupID { return status.st_mode & S_IXGRP != 0 }
        return status.st_mode & S_IXOTH != 0
    }
}
