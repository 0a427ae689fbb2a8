import CLibCSV

/// libcsv, with what it does not keep: on which line a row starts, and how to go on after a broken one.
final class CSVParser {
    /// A broken row, with the position of the field that is to blame.
    struct Fault: Error {
        let line: Int
        let position: Int?
        let reason: RowProblem.Reason
    }

    /// What has been parsed and not been taken yet.
    var records: [Result<CSVRow, Fault>] = []

    private let parser: UnsafeMutablePointer<csv_parser>
    private var fields: [String] = []
    private var fault: Fault?
    private var line = 1
    private var rowLine = 1
    private var fieldLine = 1
    private var followsCarriageReturn = false
    private var isSkippingLine = false

    init() {
        parser = .allocate(capacity: 1)
        start()
    }

    deinit {
        csv_free(parser)
        parser.deallocate()
    }

    func parse(_ chunk: [UInt8]) {
        chunk.withUnsafeBytes { bytes in
            var start = 0
            while start < bytes.count {
                let end = bytes[start...].firstIndex(where: Self.endsLine).map { $0 + 1 } ?? bytes.count
                parse(line: UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
                start = end
            }
        }
    }

    func finish() {
        let status = csv_fini(parser, receiveField, receiveRow, Unmanaged.passUnretained(self).toOpaque())
        if status != 0 { giveUpRow(.unclosedQuote) }
    }

    /// A field longer than this is a quotation mark that was never closed, swallowing the file.
    private static let longestField = 4 * 1024 * 1024
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let lineFeed = UInt8(ascii: "\n")

    private static func endsLine(_ byte: UInt8) -> Bool { byte == lineFeed || byte == carriageReturn }

    private func start() {
        csv_init(parser, UInt8(CSV_STRICT | CSV_STRICT_FINI))
    }

    /// Parses one line or a piece of it. Feeding line by line is what makes the line number known in the callbacks.
    private func parse(line bytes: UnsafeRawBufferPointer) {
        guard let last = bytes.last else { return }
        if !isSkippingLine {
            let parsed = csv_parse(
                parser, bytes.baseAddress, bytes.count, receiveField, receiveRow,
                Unmanaged.passUnretained(self).toOpaque()
            )
            if parsed < bytes.count {
                giveUpRow(.brokenQuotes)
            } else if parser.pointee.entry_pos > Self.longestField {
                giveUpRow(.unclosedQuote)
            }
        }
        count(lineEnd: last, isWholeLine: bytes.count == 1)
    }

    private func count(lineEnd last: UInt8, isWholeLine: Bool) {
        let closesCarriageReturn = isWholeLine && last == Self.lineFeed && followsCarriageReturn
        if Self.endsLine(last) {
            isSkippingLine = false
            if !closesCarriageReturn { line += 1 }
        }
        followsCarriageReturn = last == Self.carriageReturn
    }

    private func giveUpRow(_ reason: RowProblem.Reason) {
        let faultLine = reason == .unclosedQuote ? fieldLine : line
        records.append(.failure(Fault(line: faultLine, position: nil, reason: reason)))
        csv_free(parser)
        start()
        forgetRow()
        isSkippingLine = true
    }

    private func forgetRow() {
        fields.removeAll(keepingCapacity: true)
        fault = nil
    }

    fileprivate func take(field bytes: UnsafeRawBufferPointer) {
        fieldLine = line
        if fields.isEmpty { rowLine = line - Self.lineBreaks(in: bytes) }
        if let text = String(validating: bytes, as: UTF8.self) {
            if bytes.contains(0) { note(.zeroByte) }
            fields.append(text)
        } else {
            note(.notUTF8)
            fields.append("")
        }
    }

    fileprivate func takeRow() {
        if let fault {
            records.append(.failure(fault))
        } else {
            records.append(.success(CSVRow(line: rowLine, fields: fields)))
        }
        fieldLine = line + 1
        forgetRow()
    }

    private func note(_ reason: RowProblem.Reason) {
        fault = fault ?? Fault(line: rowLine, position: fields.count, reason: reason)
    }

    private static func lineBreaks(in bytes: UnsafeRawBufferPointer) -> Int {
        var breaks = 0
        var previous: UInt8 = 0
        for byte in bytes {
            if byte == carriageReturn || (byte == lineFeed && previous != carriageReturn) { breaks += 1 }
            previous = byte
        }
        return breaks
    }
}

private func receiveField(bytes: UnsafeMutableRawPointer?, count: Int, parser: UnsafeMutableRawPointer?) {
    guard let parser else { return }
    Unmanaged<CSVParser>.fromOpaque(parser).takeUnretainedValue()
        .take(field: UnsafeRawBufferPointer(start: bytes, count: count))
}

private func receiveRow(terminator: Int32, parser: UnsafeMutableRawPointer?) {
    guard let parser else { return }
    Unmanaged<CSVParser>.fromOpaque(parser).takeUnretainedValue().takeRow()
}
