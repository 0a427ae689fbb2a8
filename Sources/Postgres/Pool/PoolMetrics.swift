import CoreMetrics
import Metrics

/// The pool's instruments, as `sellusgenie_database_…`.
struct PoolMetrics: Sendable {
    let opened = Counter(label: "sellusgenie_database_connections_opened_total")
    let closed = Counter(label: "sellusgenie_database_connections_closed_total")
    let refused = Counter(label: "sellusgenie_database_leases_refused_total")
    let timedOut = Counter(label: "sellusgenie_database_leases_abandoned_total")
    private let wait = Timer(label: "sellusgenie_database_lease_wait_seconds")
    private let leased = Gauge(label: "sellusgenie_database_connections_leased")
    private let idle = Gauge(label: "sellusgenie_database_connections_idle")
    private let waiting = Gauge(label: "sellusgenie_database_leases_waiting")

    func record(wait duration: Duration, usage: PoolUsage) {
        wait.record(duration: duration)
        leased.record(usage.leased)
        idle.record(usage.idle)
        waiting.record(usage.waiting)
    }
}
