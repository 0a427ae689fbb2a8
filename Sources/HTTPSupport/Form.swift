package import Hummingbird

/// The fields of a form. A missing field reads as empty, so that a handler says what it misses beside the field.
package struct Form: Sendable, Hashable {
    /// The texts by name.
    package let fields: [String: String]

    /// A form with these fields.
    package init(_ fields: [String: String]) {
        self.fields = fields
    }

    /// What was typed, without the spaces around it.
    package subscript(name: String) -> String {
        fields[name, default: ""].trimmed
    }

    /// What was typed, to the letter: for passwords.
    package func verbatim(_ name: String) -> String {
        fields[name, default: ""]
    }

    /// Whether the field was sent at all.
    package func has(_ name: String) -> Bool {
        fields[name] != nil
    }
}

extension Form {
    /// Enough for every form of ours, with notes and addresses in any script.
    package static let limit = 64 * 1024

    /// Reads the form that a request carries.
    package init(_ request: Request, upTo limit: Int = limit) async throws {
        let length = request.headers[.contentLength].flatMap(Int.init) ?? 0
        guard length <= limit else { throw RequestProblem.bodyTooLarge }
        let body = try await request.body.collect(upTo: limit)
        guard let text = String(validating: body.readableBytesView, as: UTF8.self) else {
            throw RequestProblem.brokenText
        }
        try self.init(encoded: text)
    }

    /// Reads `application/x-www-form-urlencoded` text.
    package init(encoded text: String) throws(RequestProblem) {
        do {
            fields = try URLEncodedFormDecoder().decode([String: String].self, from: text)
        } catch let error as URLEncodedFormError where error.code == .failedToPercentDecode {
            throw .brokenText
        } catch {
            throw .malformedForm
        }
        // PostgreSQL's text cannot hold NUL.
        guard !fields.values.contains(where: { $0.utf8.contains(0) }) else { throw .brokenText }
    }
}

extension String {
    /// Without the white space around it.
    package var trimmed: String {
        let start = firstIndex { !$0.isWhitespace } ?? endIndex
        let end = lastIndex { !$0.isWhitespace }.map(index(after:)) ?? endIndex
        return start < end ? String(self[start..<end]) : ""
    }
}
