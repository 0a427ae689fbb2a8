package import Foundation

/// A column's value in the audit log.
package enum AuditValue: Hashable, Sendable {
    case nothing
    case flag(Bool)
    case number(Decimal)
    case text(String)
    /// A list or a document, as words.
    case parts([String])
    /// It is there, and nobody's to read.
    case secret
    /// Too long to be kept twice.
    case long(bytes: Int)
    /// Its person had it erased.
    case erased
}

extension AuditValue: Decodable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .nothing
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Decimal.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let parts = try? container.decode([AuditValue].self) {
            self = .parts(parts.map(\.words))
        } else {
            self = Self(document: try container.decode([String: AuditValue].self))
        }
    }

    /// The database's signs for what it has not kept are documents too; no column holds such a one.
    private init(document: [String: AuditValue]) {
        switch (document["secret"], document["erased"], document["bytes"], document["sha256"]) {
        case (.flag(true), nil, nil, nil): self = .secret
        case (nil, .flag(true), nil, nil): self = .erased
        case (nil, nil, .number(let bytes), .text): self = .long(bytes: NSDecimalNumber(decimal: bytes).intValue)
        default:
            self = .parts(
                document.filter { $0.value != .nothing }.sorted { $0.key < $1.key }.map {
                    "\($0.key): \($0.value.words)"
                })
        }
    }
}

extension AuditValue {
    /// The value in plain words.
    package var words: String {
        switch self {
        case .nothing: "nothing"
        case .flag(let flag): flag ? "yes" : "no"
        case .number(let number): "\(number)"
        case .text(let text): text
        case .parts(let parts): parts.isEmpty ? "nothing" : parts.joined(separator: ", ")
        case .secret: "a secret"
        case .long(let bytes): "a text of \(bytes) bytes"
        case .erased: "erased"
        }
    }
}
