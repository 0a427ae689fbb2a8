/// What is wrong with one place of a request's body.
package struct APIFault: Hashable, Sendable {
    /// Stays the same whatever the sentences become.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case missing, unknown, malformed
        case wrongType = "wrong_type"
        case outOfRange = "out_of_range"
        case taken
    }

    /// A JSON pointer (RFC 6901); empty for the whole body.
    package let pointer: String
    package let kind: Kind
    /// Goes on after the name of the place.
    package let detail: String

    package init(_ pointer: String, _ kind: Kind, _ detail: String) {
        self.pointer = pointer
        self.kind = kind
        self.detail = detail
    }
}
