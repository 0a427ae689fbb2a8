import Commerce
import Foundation
import HTTPTypes
import Testing

extension Browser.Answer {
    /// The answer's object.
    var document: JSONValue {
        get throws { try JSONDecoder().decode(JSONValue.self, from: Data(body.utf8)) }
    }

    /// A member of the answer's object that is a text.
    func text(_ member: String) throws -> String { try #require(document[member]?.string, "\(body)") }
}

extension HTTPFields {
    static func + (left: HTTPFields, right: HTTPFields) -> HTTPFields { HTTPFields(Array(left) + Array(right)) }
}
