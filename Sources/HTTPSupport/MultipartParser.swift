/// Takes `multipart/form-data` (RFC 7578) apart as it arrives. What it holds on to is never more than one chunk and the
/// headers of a part.
package struct MultipartParser: Sendable {
    /// What came next.
    package enum Event: Sendable, Hashable {
        /// A field begins.
        case part(name: String, fileName: String?)
        /// A piece of the field's value.
        case content([UInt8])
        /// The form is whole.
        case end
    }

    private enum State {
        case preamble, content, delimited, headers, ended
    }

    private static let longestHeaders = 8 * 1024
    private static let lineEnd = Array("\r\n".utf8)

    private let delimiter: [UInt8]
    private var state = State.preamble
    // A line's end before the first boundary, so that it looks like all others.
    private var buffer = lineEnd

    /// `contentType` is the request's; nil when it is no such form.
    package init?(contentType: String) {
        let parts = contentType.split(separator: ";").map { $0.trimmingPrefix(while: \.isWhitespace) }
        guard parts.first?.lowercased() == "multipart/form-data",
            let boundary = parts.first(where: { $0.lowercased().hasPrefix("boundary=") })?.dropFirst(9)
        else { return nil }
        let plain = boundary.filter { $0 != "\"" }
        guard (1...70).contains(plain.utf8.count) else { return nil }
        delimiter = Array("\r\n--\(plain)".utf8)
    }

    /// Whether the last boundary has been seen.
    package var isWhole: Bool { state == .ended }

    /// Reads on.
    package mutating func feed(_ bytes: some Sequence<UInt8>) throws(RequestProblem) -> [Event] {
        buffer += bytes
        var events: [Event] = []
        while let event = try next() { if let event { events.append(event) } }
        return events
    }

    /// The outer nil: nothing more can be told of what is there. The inner: a step without an event.
    private mutating func next() throws(RequestProblem) -> Event?? {
        switch state {
        case .preamble, .content: readContent()
        case .delimited: try readBoundaryEnd()
        case .headers: try readHeaders()
        case .ended: nil
        }
    }

    private mutating func readContent() -> Event?? {
        let isPart = state == .content
        if let place = buffer.firstIndex(of: delimiter, from: 0) {
            let content = Array(buffer[..<place])
            buffer.removeFirst(place + delimiter.count)
            state = .delimited
            return .some(isPart && !content.isEmpty ? .content(content) : nil)
        }
        // The delimiter may have begun.
        let ready = buffer.count - delimiter.count + 1
        guard ready > 0 else { return nil }
        let content = Array(buffer[..<ready])
        buffer.removeFirst(ready)
        return .some(isPart ? .content(content) : nil)
    }

    private mutating func readBoundaryEnd() throws(RequestProblem) -> Event?? {
        guard buffer.count >= 2 else { return nil }
        let mark = Array(buffer.prefix(2))
        if mark == Array("--".utf8) {
            state = .ended
            return .some(.end)
        }
        guard mark == Self.lineEnd else { throw .malformedForm }
        buffer.removeFirst(2)
        state = .headers
        return .some(nil)
    }

    private mutating func readHeaders() throws(RequestProblem) -> Event?? {
        guard let end = buffer.firstIndex(of: Self.lineEnd + Self.lineEnd, from: 0) else {
            guard buffer.count <= Self.longestHeaders else { throw .malformedForm }
            return nil
        }
        guard let text = String(validating: buffer[..<end], as: UTF8.self) else { throw .brokenText }
        buffer.removeFirst(end + 4)
        state = .content
        for line in text.split(separator: "\r\n") where line.lowercased().hasPrefix("content-disposition:") {
            guard let name = Self.parameter("name", of: line) else { break }
            return .some(.part(name: name, fileName: Self.parameter("filename", of: line)))
        }
        throw .malformedForm
    }

    /// Browsers write `%22` for a quotation mark in a name.
    private static func parameter(_ name: String, of line: Substring) -> String? {
        guard let start = line.firstRange(of: "; \(name)=\"") else { return nil }
        let value = line[start.upperBound...].prefix { $0 != "\"" }
        return value.contains("\0") ? nil : String(value)
    }
}

extension [UInt8] {
    fileprivate func firstIndex(of pattern: [UInt8], from start: Int) -> Int? {
        guard let first = pattern.first, count >= pattern.count else { return nil }
        var place = start
        while let candidate = self[place...].firstIndex(of: first), candidate + pattern.count <= count {
            if self[candidate..<candidate + pattern.count].elementsEqual(pattern) { return candidate }
            place = candidate + 1
        }
        return nil
    }
}
