/// Something that is not as it should be, and what to do about it.
struct Finding: Encodable, Equatable {
    enum Severity: String, Encodable {
        /// Tenants or data are in danger.
        case error
        /// It will become a trouble.
        case warning
    }

    let check: String
    let severity: Severity
    let subject: String
    let remedy: String
}
