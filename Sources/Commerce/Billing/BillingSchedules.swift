/// What billing does while nobody looks.
package struct BillingSchedules: Sendable {
    private let billing: Billing
    private let notices: SendBillingNotices

    package init(_ billing: Billing, notices: SendBillingNotices) {
        self.billing = billing
        self.notices = notices
    }

    package var all: [Schedule] {
        let events = ProcessBillingEvents(billing)
        let keep = KeepPlans(billing)
        let end = EndPlan(billing)
        return [
            Schedule("billing events", every: .seconds(15)) { while try await events.waiting() == 100 {} },
            Schedule("plans", every: .seconds(60)) { try await keep() },
            Schedule("billing letters", every: .seconds(10)) { while try await notices() > 0 {} },
            Schedule("superseded plans", every: .seconds(300)) { try await end.superseded() },
        ]
    }
}
