import Commerce
import Foundation
import Testing

@testable import API
@testable import HTTPSupport

struct JSONSchemaTests {
    private static let person = JSONSchema.input(
        "Person",
        [
            .required("name", .text(1...5)),
            .optional("born", .text(.date).orNull),
            .optional("role", .choice(["cook", "host"])),
            .optional("age", .integer(0...150)),
            .optional("tags", .list(of: .text(matching: "[a-z]+"), 0...2)),
            .optional("notes", .map(of: .text(0...3), 0...2)),
        ])

    @Test(arguments: [
        #"{"name": "Ann"}"#,
        #"{"name": "Ann", "born": null, "role": "host", "age": 150, "tags": ["a", "b"], "notes": {"x": ""}}"#,
        #"{"name": "Ann", "born": "2000-02-29", "age": 3.0}"#,
        #"{"name": "🧞‍♀️x"}"#,
    ])
    func `what fits has no faults`(json: String) throws {
        let value = try JSONDecoder().decode(JSONValue.self, from: Data(json.utf8))

        #expect(Self.person.faults(in: value).isEmpty)
    }

    @Test(arguments: [
        (#"[]"#, "", "wrong_type"),
        (#"null"#, "", "wrong_type"),
        (#"{}"#, "/name", "missing"),
        (#"{"name": null}"#, "/name", "wrong_type"),
        (#"{"name": 3}"#, "/name", "wrong_type"),
        (#"{"name": ""}"#, "/name", "out_of_range"),
        (#"{"name": "Annika"}"#, "/name", "out_of_range"),
        (#"{"name": "A\u0000"}"#, "/name", "malformed"),
        (#"{"name": "A", "nmae": 1}"#, "/nmae", "unknown"),
        (#"{"name": "A", "a/b~": 1}"#, "/a~1b~0", "unknown"),
        (#"{"name": "A", "born": "2001-02-29"}"#, "/born", "malformed"),
        (#"{"name": "A", "role": "boss"}"#, "/role", "unknown"),
        (#"{"name": "A", "age": 1.5}"#, "/age", "wrong_type"),
        (#"{"name": "A", "age": 151}"#, "/age", "out_of_range"),
        (#"{"name": "A", "age": 1e30}"#, "/age", "out_of_range"),
        (#"{"name": "A", "tags": ["a", "b", "c"]}"#, "/tags", "out_of_range"),
        (#"{"name": "A", "tags": ["a", "B"]}"#, "/tags/1", "malformed"),
        (#"{"name": "A", "tags": ["a", "b\n"]}"#, "/tags/1", "malformed"),
        (#"{"name": "A", "notes": {"x": "long"}}"#, "/notes/x", "out_of_range"),
    ])
    func `each fault is named with its place`(json: String, pointer: String, code: String) throws {
        let value = try JSONDecoder().decode(JSONValue.self, from: Data(json.utf8))

        let faults = Self.person.faults(in: value)

        #expect(faults.map(\.pointer) == [pointer])
        #expect(faults.map(\.kind.rawValue) == [code])
    }

    @Test func `a pattern is one for the whole text, whichever of its branches comes first`() {
        let schema = JSONSchema.text(matching: "a|ab")

        #expect(schema.faults(in: "ab").isEmpty)
        #expect(schema.faults(in: "abc").map(\.kind) == [.malformed])
        #expect(schema.written["pattern"] == "^(?:a|ab)$")
    }

    @Test func `a nullable choice may be null in the document too`() {
        let written = JSONSchema.choice(["a"]).orNull.written

        #expect(written["type"] == ["string", "null"])
        #expect(written["enum"] == ["a", .null])
    }
}
