/// Somewhere to go, and what it is called.
struct Link: Sendable, Hashable {
    let title: String
    let path: String
}
