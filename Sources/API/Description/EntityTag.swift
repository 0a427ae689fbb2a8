import Commerce
import Crypto
import Foundation
import HTTPSupport
import HTTPTypes
import Hummingbird

/// Tells one state of a resource from another (RFC 9110, 8.8.3).
struct EntityTag: Hashable, Sendable {
    /// With its quotes.
    let text: String

    /// Of a body as it is sent.
    init(of body: Data) {
        text = "\"\(Data(SHA256.hash(data: body).prefix(12)).base64URL)\""
    }

    /// Of a document, as an answer shows it.
    init(of document: some Encodable) throws {
        self.init(of: try JSONEncoder.ofTheAPI.encode(document))
    }

    func isAmong(_ field: String) -> Bool {
        let tags = field.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        return tags.contains { $0 == "*" || $0 == text || $0 == "W/\(text)" }
    }

    /// What a change may send.
    static let match = ParameterDescription(
        name: "If-Match", place: .header, schema: .text(), isRequired: false,
        summary: "The ETag of the state that is changed: refused with 412 where it is another by now.")

    /// What somebody sends who has an answer already.
    static let noneMatch = ParameterDescription(
        name: "If-None-Match", place: .header, schema: .text(), isRequired: false,
        summary: "The ETag of the answer you have: answered with 304 where it is still the one.")

    /// Nothing is asked without `If-Match`; otherwise the state has to be the one that is named.
    func require(by request: Request) throws(APIProblem) {
        guard let field = request.headers[.ifMatch] else { return }
        guard isAmong(field) else { throw .changedMeanwhile }
    }
}
