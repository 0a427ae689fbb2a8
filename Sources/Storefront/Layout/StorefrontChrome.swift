import HTTPSupport

/// What stands around every page of a shop.
struct StorefrontChrome: Sendable {
    let shop: Shop
    /// What stands before every path: `/s/{slug}`, or nothing on a host of its own.
    let basePath: String
    let navigation: [Link]
    let cartCount: Int
    var policies: [Link] = []
    var isSignedIn = false
    /// Whether visitors cannot see the shop yet.
    var isPreview = false
    var searched = ""

    var wording: StorefrontWording { StorefrontWording(shop.language) }

    /// The address of a page of this shop.
    func path(_ path: String) -> String { basePath + path }
}
