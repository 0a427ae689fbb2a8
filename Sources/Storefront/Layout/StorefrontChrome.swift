import HTTPSupport

/// What stands around every page of a shop.
struct StorefrontChrome: Sendable {
    let shop: Shop
    /// What stands before every path: `/s/{slug}`, or nothing on a host of its own.
    let basePath: String
    let navigation: [Link]
    let cartCount: Int
    var isSignedIn = false
    var searched = ""

    var wording: StorefrontWording { StorefrontWording(shop.language) }

    /// The address of a page of this shop.
    func path(_ path: String) -> String { basePath + path }
}
