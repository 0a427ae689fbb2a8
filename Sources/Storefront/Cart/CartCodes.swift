import Commerce
import Foundation
import HTTPSupport
import Hummingbird

/// The codes that a shopper typed, in a cookie until the order is placed. They are only ever what anybody could type, so
/// that nothing has to be signed.
struct CartCodes: Sendable {
    static let name = "codes"

    private(set) var codes: [String] = []

    init() {}

    init(_ request: Request) {
        guard let value = request.cookies[Self.name]?.value, value.utf8.count < 2_000,
            let data = Data(base64URL: value), let text = String(data: data, encoding: .utf8)
        else { return }
        codes = BuyerFacts(codes: text.split(separator: " ").map(String.init)).codes
    }

    /// The newest last; the oldest makes way when there are too many.
    mutating func add(_ code: String) {
        remove(code)
        codes = (codes + [code]).suffix(BuyerFacts.codeLimit)
    }

    mutating func remove(_ code: String) {
        codes.removeAll { $0.uppercased() == code.uppercased() }
    }

    func cookie(_ storefront: Storefront, _ context: ShopRequestContext) -> Cookie {
        let value = Data(codes.joined(separator: " ").utf8).base64URL
        return storefront.cookie(Self.name, value, maxAge: codes.isEmpty ? 0 : 30 * 24 * 60 * 60, context)
    }
}
