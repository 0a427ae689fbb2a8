extension [Binding] {
    private static var binary: Int32 { 1 }

    /// libpq's parallel arrays of types, values, lengths and formats, valid for the length of the call.
    func withParameters<Result>(
        _ body: (
            _ types: [UInt32], _ values: [UnsafePointer<CChar>?], _ lengths: [Int32], _ formats: [Int32]
        ) -> Result
    ) -> Result {
        if isEmpty { return body([], [], [], []) }
        // One block for all values: a pointer into it stays put while `body` runs. The final byte keeps the address of
        // an empty value inside the block.
        var block: [UInt8] = []
        block.reserveCapacity(reduce(1) { $0 + ($1.bytes?.count ?? 0) })
        for binding in self { block += binding.bytes ?? [] }
        block.append(0)
        return block.withUnsafeBytes { raw in
            let start = raw.assumingMemoryBound(to: CChar.self).baseAddress
            var offset = 0
            let values = map { binding -> UnsafePointer<CChar>? in
                guard let bytes = binding.bytes else { return nil }
                defer { offset += bytes.count }
                return start.map { $0 + offset }
            }
            let lengths = map { Int32($0.bytes?.count ?? 0) }
            return body(map(\.type.oid), values, lengths, map { _ in Self.binary })
        }
    }
}
