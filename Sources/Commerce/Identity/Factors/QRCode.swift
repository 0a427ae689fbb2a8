import CQREncode

/// A text as a picture that cameras read.
package struct QRCode: Sendable {
    private let width: Int
    private let isDark: [Bool]

    /// Nil for more than some two thousand characters.
    package init?(_ text: String) {
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        self.width = width
        // The lowest bit of each module says whether it is dark.
        isDark = UnsafeBufferPointer(start: code.pointee.data, count: width * width).map { $0 & 1 == 1 }
    }

    /// One path of rows of dark modules, with the quiet margin of four modules that readers need.
    package var svg: String {
        let side = width + 8
        var path = ""
        for row in 0..<width {
            var column = 0
            while column < width {
                let length = (column..<width).prefix { isDark[row * width + $0] }.count
                if length > 0 { path += "M\(column + 4) \(row + 4)h\(length)v1h-\(length)z" }
                column += max(length, 1)
            }
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(side) \(side)" width="\(side * 5)" \
            height="\(side * 5)" shape-rendering="crispEdges"><rect width="\(side)" height="\(side)" fill="#fff"/>\
            <path d="\(path)"/></svg>
            """
    }
}
