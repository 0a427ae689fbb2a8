import Commerce
import Crypto
import Foundation

/// The `Stripe-Signature` header: when the body was signed, and one or more signatures of it
/// (several while a secret is being replaced).
struct StripeSignature {
    private let timestamp: String
    private let signatures: [Data]

    /// Stripe's own libraries allow as much.
    private static let tolerance: TimeInterval = 5 * 60

    init(header: String) throws(WebhookError) {
        let fields = header.split(separator: ",").map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
        let pairs = fields.filter { $0.count == 2 }.map { (name: $0[0].trimmed, value: $0[1].trimmed) }
        guard let timestamp = pairs.first(where: { $0.name == "t" })?.value else { throw .signatureMissing }
        signatures = pairs.filter { $0.name == "v1" }.compactMap { Data(hexadecimal: $0.value) }
        guard !signatures.isEmpty else { throw .signatureMissing }
        self.timestamp = timestamp
    }

    /// The signature is compared before the time, in constant time: who cannot sign learns nothing.
    func verify(_ body: [UInt8], secret: Secret, now: Date) throws(WebhookError) {
        let key = SymmetricKey(data: Data(secret.reveal().utf8))
        let signed = Data("\(timestamp).".utf8) + body
        let isAuthentic = signatures.contains { signature in
            HMAC<SHA256>.isValidAuthenticationCode(signature, authenticating: signed, using: key)
        }
        guard isAuthentic else { throw .signatureWrong }
        guard let seconds = TimeInterval(timestamp), abs(now.timeIntervalSince1970 - seconds) <= Self.tolerance else {
            throw .tooOld
        }
    }
}

extension String {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }
}

extension Data {
    fileprivate init?(hexadecimal text: String) {
        let digits = text.compactMap(\.hexDigitValue)
        guard digits.count == text.count, digits.count.isMultiple(of: 2) else { return nil }
        self = Data(stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) })
    }
}
