import Commerce

/// What a run of an import is called.
enum ImportWords {
    static func badge(_ run: ImportRunRecord) -> Badge {
        switch run.state {
        case .uploading: Badge(word: "Uploading", tone: .waiting)
        case .queued: Badge(word: "Waiting", tone: .waiting)
        case .running: Badge(word: run.isDryRun ? "Checking" : "Importing", tone: .waiting)
        case .succeeded where run.rowsFailed > 0:
            Badge(word: run.isDryRun ? "Checked, with errors" : "Imported, with errors", tone: .waiting)
        case .succeeded: Badge(word: run.isDryRun ? "Checked" : "Imported", tone: .good)
        case .failed: Badge(word: "Failed", tone: .bad)
        case .cancelled: Badge(word: "Cancelled", tone: .quiet)
        case .undone: Badge(word: "Undone", tone: .quiet)
        }
    }

    /// Such as `12 new, 3 changed, 1 as before, 2 rows left out`.
    static func outcome(_ run: ImportRunRecord) -> String {
        guard !run.state.isUnderWay else { return "" }
        var parts = ["\(run.inserted) new", "\(run.updated) changed", "\(run.unchanged) as before"]
        if run.rowsFailed > 0 {
            parts.append(run.rowsFailed == 1 ? "1 row left out" : "\(run.rowsFailed) rows left out")
        }
        return parts.joined(separator: ", ")
    }
}
