extension WelcomeShow {
    /// What the first page shows.
    struct Model: Sendable {
        let demoPath: String?
        /// What the days of trying allow.
        let trial: [String]
        let plans: [PlanCard]
    }

    struct PlanCard: Sendable {
        let name: String
        let summary: String
        let price: String
        let interval: String
        let limits: [String]
    }
}
