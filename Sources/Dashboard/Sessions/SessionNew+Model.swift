extension SessionNew {
    /// What the sign-in page shows.
    struct Model: Sendable {
        var email = ""
        /// Where to go after signing in.
        var returnPath = ""
        let formToken: String
        var notice: Notice?
    }
}
