import HTTPSupport
import Testing

@Suite struct MultipartParserTests {
    private static let form = [
        "--xyz", "Content-Disposition: form-data; name=\"form_token\"", "", "abc", "--xyz",
        "Content-Disposition: form-data; name=\"file\"; filename=\"p.csv\"", "Content-Type: text/csv", "",
        "Handle,Title\r\n--xy,not the end", "--xyz--", "",
    ].joined(separator: "\r\n")

    /// Names and whole contents.
    private func read(_ text: String, by size: Int) throws -> (fields: [String: String], files: [String], isWhole: Bool)
    {
        var parser = try #require(MultipartParser(contentType: "multipart/form-data; boundary=xyz"))
        var (fields, files, name): ([String: [UInt8]], [String], String) = ([:], [], "")
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            for event in try parser.feed(rest.prefix(size)) {
                switch event {
                case .part(let field, let file):
                    name = field
                    if let file { files.append(file) }
                case .content(let bytes): fields[name, default: []] += bytes
                case .end: break
                }
            }
            rest = rest.dropFirst(size)
        }
        return (fields.mapValues { String(decoding: $0, as: UTF8.self) }, files, parser.isWhole)
    }

    @Test(arguments: [1, 2, 3, 7, 50, 10_000]) func `a form is read alike in whatever pieces it comes`(size: Int) throws
    {
        let form = try read(Self.form, by: size)

        #expect(form.fields == ["form_token": "abc", "file": "Handle,Title\r\n--xy,not the end"])
        #expect(form.files == ["p.csv"])
        #expect(form.isWhole)
    }

    @Test func `a form that ends early is not whole`() throws {
        #expect(try !read(String(Self.form.dropLast(12)), by: 64).isWhole)
    }

    @Test(arguments: ["text/plain", "multipart/form-data", "multipart/form-data; boundary="])
    func `what is no such form is none`(type: String) {
        #expect(MultipartParser(contentType: type) == nil)
    }

    @Test func `headers without an end are refused`() throws {
        #expect(throws: RequestProblem.malformedForm) {
            try read("--xyz\r\nX: " + String(repeating: "y", count: 20_000), by: 1_000)
        }
    }
}
