import CoreFoundation
import Foundation

extension ServerConfiguration {
    /// The home when none is chosen: `.sellusgenie` here, or, when root works in a directory that the `postgres` system
    /// user cannot enter (as /root), the place that Debian keeps for programs' data.
    static func home(chosen: String?) throws -> URL {
        if let chosen { return URL(filePath: chosen, directoryHint: .isDirectory).standardizedFileURL }
        let here = URL(filePath: ".sellusgenie", directoryHint: .isDirectory).standardizedFileURL
        guard geteuid() == 0, !isOpenToOthers(here.deletingLastPathComponent()) else { return here }
        return URL(filePath: "/var/lib/sellusgenie", directoryHint: .isDirectory)
    }

    private static func isOpenToOthers(_ directory: URL) -> Bool {
        var current = directory
        while current.path != "/" {
            var status = stat()
            guard stat(current.path, &status) == 0, status.st_mode & S_IXOTH != 0 else { return false }
            current.deleteLastPathComponent()
        }
        return true
    }
}
