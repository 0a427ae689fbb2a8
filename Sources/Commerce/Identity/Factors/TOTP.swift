import Crypto
import Foundation

/// Codes of authenticator apps (RFC 6238): six digits of HMAC-SHA-1 over the number of the half minute.
struct TOTP: Sendable {
    static let period: TimeInterval = 30
    /// RFC 4226 asks for 128 bits and recommends 160.
    private static let byteCount = 20

    let key: Data

    init() {
        key = .random(count: Self.byteCount)
    }

    init?(base32 text: String) {
        guard let key = Base32.decode(text) else { return nil }
        self.key = key
    }

    /// As apps and people read it.
    var secret: Secret { Secret(Base32.encode(key)) }

    static func step(at date: Date) -> Int64 {
        Int64(date.timeIntervalSince1970 / period)
    }

    func code(step: Int64) -> String {
        let message = withUnsafeBytes(of: step.bigEndian) { Data($0) }
        let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: message, using: SymmetricKey(data: key)))
        let offset = Int(mac[mac.count - 1] & 0x0F)
        let number = mac[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let digits = String(number % 1_000_000)
        return String(repeating: "0", count: 6 - digits.count) + digits
    }

    /// The step whose code it is: this one, or its neighbours, because clocks differ.
    func step(of code: String, at date: Date) -> Int64? {
        let current = Self.step(at: date)
        return [current, current - 1, current + 1].first { self.code(step: $0) == code }
    }

    /// What an app reads from the picture.
    func address(account: String, issuer: String) -> String {
        let issuer = Self.encode(issuer)
        return "otpauth://totp/\(issuer):\(Self.encode(account))?algorithm=SHA1&digits=6&issuer=\(issuer)"
            + "&period=30&secret=\(secret.reveal())"
    }

    private static func encode(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

/// RFC 4648 without padding.
enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    static func encode(_ data: Data) -> String {
        var text = ""
        var buffer = 0
        var bits = 0
        for byte in data {
            buffer = (buffer << 8 | Int(byte)) & 0xFFF
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.unicodeScalars.append(Unicode.Scalar(alphabet[buffer >> bits & 31]))
            }
        }
        if bits > 0 { text.unicodeScalars.append(Unicode.Scalar(alphabet[buffer << (5 - bits) & 31])) }
        return text
    }

    static func decode(_ text: String) -> Data? {
        var data = Data()
        var buffer = 0
        var bits = 0
        for byte in text.uppercased().utf8 {
            guard let value = alphabet.firstIndex(of: byte) else { return nil }
            buffer = (buffer << 5 | value) & 0xFFF
            bits += 5
            guard bits >= 8 else { continue }
            bits -= 8
            data.append(UInt8(buffer >> bits & 0xFF))
        }
        return data
    }
}
