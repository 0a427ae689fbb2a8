import Commerce
import Testing

/// Fails the test that asks the domain name system.
struct NoResolver: DNSResolver {
    func textRecords(of name: String) async -> DNSAnswer {
        Issue.record("Nothing here should ask the domain name system.")
        return .unanswered
    }
}

/// Knows these records and no others; silent where there are none to know.
struct KnownRecords: DNSResolver {
    var records: [String: [String]]?

    func textRecords(of name: String) async -> DNSAnswer {
        records.map { .records($0[name] ?? []) } ?? .unanswered
    }
}
