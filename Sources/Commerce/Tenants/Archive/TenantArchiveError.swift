/// Why an archive is not taken. Nothing was changed.
package enum TenantArchiveError: Error, Hashable {
    case fileExists(String)
    case noFile(String)
    case noArchive
    case noManifest
    case truncated
    case memberForbidden(String)
    case memberUnexpected(String)
    case memberMissing(String)
    case memberChanged(String)
    case otherFormat(String)
    case newerSchema(Int)
    case columnUnknown(table: String, column: String)
}

extension TenantArchiveError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .fileExists(let path): "There is a file \(path) already; name another one with --output."
        case .noFile(let path): "There is no file \(path) that can be read; check its name."
        case .noArchive: "This is not an archive that `sellusgenie tenants export` wrote; check the file."
        case .noManifest: "The archive has no readable manifest.json; export the tenant again."
        case .truncated: "The archive ends too early; copy it again, or export the tenant again."
        case .memberForbidden(let name): "The archive holds \"\(name)\", which no export writes; do not trust it."
        case .memberUnexpected(let name):
            "The archive holds \(name), which its manifest does not name; export the tenant again."
        case .memberMissing(let name): "The archive has no \(name); export the tenant again."
        case .memberChanged(let name):
            "\(name) in the archive is not as it was exported; copy it again, or export the tenant again."
        case .otherFormat(let found): "The archive is of format \(found), which this program does not read; update it."
        case .newerSchema(let number):
            "The archive comes from a newer program (migration \(number)); update this one first."
        case .columnUnknown(let table, let column):
            "The archive has a column \(column) in \(table) that is not imported here; do not trust it."
        }
    }
}
