import Crypto
import Foundation

/// Signs reports as Stripe does (https://docs.stripe.com/webhooks#verify-manually).
enum StripeSigner {
    static func sign(_ body: String, secret: String, at date: Date) -> String {
        let time = Int(date.timeIntervalSince1970)
        let code = HMAC<SHA256>.authenticationCode(
            for: Data("\(time).\(body)".utf8), using: SymmetricKey(data: Data(secret.utf8)))
        return "t=\(time),v1=" + code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
