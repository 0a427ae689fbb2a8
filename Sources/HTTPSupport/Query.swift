package import Hummingbird

/// The query of an address. A missing parameter reads as empty.
package struct Query: Sendable {
    private let parameters: [String: String]

    /// Reads what stands after the question mark; refuses what is not text.
    package init(_ request: Request) throws(RequestProblem) {
        var parameters: [String: String] = [:]
        for pair in (request.uri.query ?? "").split(separator: "&") {
            do {
                parameters.merge(try Form(encoded: String(pair)).fields) { _, last in last }
            } catch .malformedForm {
                // Somebody else's parameter, such as `utm[source]`.
                continue
            }
        }
        self.parameters = parameters
    }

    /// The parameter without the spaces around it.
    package subscript(name: String) -> String {
        parameters[name, default: ""].trimmed
    }

    /// The parameter as a value; nil when it is missing, not found when it is none.
    package func value<Value: LosslessStringConvertible>(_ name: String) throws(RequestProblem) -> Value? {
        let text = self[name]
        guard !text.isEmpty else { return nil }
        guard let value = Value(text) else { throw .notFound }
        return value
    }

    /// Text as it may stand in a query.
    package static func encode(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                encoded += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }
}
