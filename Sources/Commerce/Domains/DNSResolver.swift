/// Asks the domain name system.
package protocol DNSResolver: Sendable {
    /// The TXT records of a name, found through whatever aliases stand before them.
    func textRecords(of name: String) async -> DNSAnswer
}

/// What the domain name system knows.
package enum DNSAnswer: Hashable, Sendable {
    /// Empty where the name is not there or has no such record.
    case records([String])
    /// Nobody answered, or not in time: that proves nothing either way.
    case unanswered
}
