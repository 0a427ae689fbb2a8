package import Commerce

/// Writes down, a few times a minute, how many requests each store has had.
package struct RequestMeter: Sendable {
    private static let interval = Duration.seconds(10)

    private let admission: Admission
    private let record: RecordRequestUsage

    package init(admission: Admission, record: RecordRequestUsage) {
        self.admission = admission
        self.record = record
    }

    /// Until cancelled; what was counted by then is still written down.
    package func run() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: Self.interval)
            await flush()
        }
    }

    /// What cannot be written now is counted once more.
    package func flush() async {
        let usage = admission.takeUsage()
        // Shielded from cancellation, which is why there is a last time.
        await Task {
            do {
                try await record(usage)
            } catch {
                admission.giveBack(usage)
            }
        }.value
    }
}
