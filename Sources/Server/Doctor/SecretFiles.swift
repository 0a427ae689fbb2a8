import CoreFoundation
import Foundation

/// Files that hold secrets and must be closed to others.
struct SecretFiles {
    let files: [URL]

    func findings() -> [Finding] {
        files.compactMap { file in
            var status = stat()
            guard stat(file.path, &status) == 0, status.st_mode & (S_IRWXG | S_IRWXO) != 0 else { return nil }
            return Finding(
                check: "files with secrets are closed to others",
                severity: .error,
                subject: "\(file.path) (mode \(String(status.st_mode & 0o777, radix: 8)))",
                remedy: "chmod 600 \(file.path)"
            )
        }
    }
}
