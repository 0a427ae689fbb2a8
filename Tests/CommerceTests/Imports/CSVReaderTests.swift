import Foundation
import Testing

@testable import Commerce

struct CSVReaderTests {
    @Test(arguments: [1, 2, 3, 7, 1_000])
    func `rows come with the line they start on, however the bytes arrive`(chunkSize: Int) throws {
        let text = "\u{FEFF}a,b\r\n1,\"two\r\nlines, \"\"quoted\"\"\"\r\n\r\n3,\n\"x\ny\",é"

        let records = try read(text, chunkSize: chunkSize)

        #expect(
            records == [
                .success(CSVRow(line: 2, fields: ["1", "two\r\nlines, \"quoted\""])),
                .success(CSVRow(line: 5, fields: ["3", ""])),
                .success(CSVRow(line: 6, fields: ["x\ny", "é"])),
            ]
        )
    }

    @Test(arguments: [1, 5, 1_000])
    func `a broken row is reported and the next ones are read`(chunkSize: Int) throws {
        let text = "a,b\n1,br\"oken\n\"also \"broken,2\n3,4\n"

        let records = try read(text, chunkSize: chunkSize)

        #expect(
            records == [
                .failure(RowProblem(line: 2, .brokenQuotes)),
                .failure(RowProblem(line: 3, .brokenQuotes)),
                .success(CSVRow(line: 4, fields: ["3", "4"])),
            ]
        )
    }

    @Test func `an unclosed quote is reported where it opens`() throws {
        let records = try read("a,b\n1,2\n3,\"never\nclosed\n")

        #expect(records.last == .failure(RowProblem(line: 3, .unclosedQuote)))
    }

    @Test func `an unclosed quote does not swallow a huge file into memory`() throws {
        let filler = "5,6\n" + String(repeating: "x", count: 1_000_000)
        let records = try read("a,b\n1,2\n3,\"" + String(repeating: filler, count: 5) + "\n7,8\n", chunkSize: 65_536)

        #expect(records.contains(.failure(RowProblem(line: 3, .unclosedQuote))))
        #expect(records.last == .success(CSVRow(line: 9, fields: ["7", "8"])))
    }

    @Test func `invalid UTF-8 and zero bytes are reported with line and column`() throws {
        let bytes = Array("a,b\n1,caf".utf8) + [0xE9] + Array("\n2,z\0z\n3,ok\n".utf8)

        let records = try read(bytes)

        #expect(
            records == [
                .failure(RowProblem(line: 2, column: "b", .notUTF8)),
                .failure(RowProblem(line: 3, column: "b", .zeroByte)),
                .success(CSVRow(line: 4, fields: ["3", "ok"])),
            ]
        )
    }

    @Test func `a row with too few or too many fields is reported`() throws {
        let records = try read("a,b\n1\n1,2,3\n1,2\n")

        #expect(
            records == [
                .failure(RowProblem(line: 2, .fieldCount(expected: 2, found: 1))),
                .failure(RowProblem(line: 3, .fieldCount(expected: 2, found: 3))),
                .success(CSVRow(line: 4, fields: ["1", "2"])),
            ]
        )
    }

    @Test func `a file without a readable header is refused`() {
        #expect(throws: CSVError.empty) { try read("") }
        #expect(throws: CSVError.empty) { try read("\u{FEFF}\n\n") }
        #expect(throws: CSVError.utf16) { try read([0xFF, 0xFE, 0x61, 0x00]) }
        #expect(throws: CSVError.header(RowProblem(line: 1, .brokenQuotes))) { try read("a\"b,c\n1,2\n") }
    }

    @Test func `a problem reads as a sentence with its place`() {
        let problem = RowProblem(line: 12, column: "Variant Price", .negativeAmount)

        #expect("\(problem)" == "line 12, column “Variant Price”: a price cannot be below zero; correct it")
    }

    private func read(_ text: String, chunkSize: Int = 65_536) throws -> [Result<CSVRow, RowProblem>] {
        try read(Array(text.utf8), chunkSize: chunkSize)
    }

    private func read(_ bytes: [UInt8], chunkSize: Int = 65_536) throws -> [Result<CSVRow, RowProblem>] {
        var rest = bytes[...]
        let reader = try CSVReader {
            defer { rest = rest.dropFirst(chunkSize) }
            return Array(rest.prefix(chunkSize))
        }
        var records: [Result<CSVRow, RowProblem>] = []
        while let record = try reader.next() {
            records.append(record)
        }
        return records
    }
}
