import Foundation

/// Two ways to do the same work; each answers its rate per second.
struct Benchmark: Sendable {
    let name: String
    let unit: String
    /// What the limit is measured with, as the report names it.
    let limitName: String
    /// The least acceptable ratio; nil where the figure only informs.
    let target: Double?
    let limit: @Sendable () async throws -> Double
    let ours: @Sendable () async throws -> Double
}

/// The rates of some rounds, pair by pair.
struct Comparison {
    let ours: [Double]
    let limits: [Double]

    /// The median of the rounds' ratios, each of two neighbours in time.
    var ratio: Double { median(zip(ours, limits).map { $0 / $1 }) }

    func row(of benchmark: Benchmark) -> String {
        let target = benchmark.target.map { String(format: "%.2f", $0) } ?? "–"
        let rates = [ours, limits].map { String(format: "%.0f", median($0)) }
        return "| \(benchmark.name) | \(rates[0]) \(benchmark.unit) | \(rates[1]) (\(benchmark.limitName)) "
            + "| \(String(format: "%.2f", ratio)) | \(target) |"
    }

    private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
