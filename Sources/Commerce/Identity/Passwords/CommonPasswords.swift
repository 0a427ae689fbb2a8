import CCommonPasswords

/// The passwords that are tried first by whoever guesses; the list says where it comes from.
enum CommonPasswords {
    static func contains(_ text: String) -> Bool {
        all.contains(text.lowercased())
    }

    private static let all: Set<String> = {
        var length = 0
        let content = UnsafeRawBufferPointer(start: common_passwords(&length), count: length)
        return Set(content.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) })
    }()
}
