/// By what a visitor is recognised in the figures: random names in first-party cookies, no person.
package struct Visit: Hashable, Sendable, Codable {
    /// Ends with the browser's session, or after half an hour of silence.
    package let session: String
    /// Stays on the browser.
    package let visitor: String?

    package init(session: String, visitor: String? = nil) {
        self.session = session
        self.visitor = visitor
    }
}
