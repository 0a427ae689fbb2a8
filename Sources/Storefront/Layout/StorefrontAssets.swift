package import HTTPSupport

/// The storefront's embedded files.
package enum StorefrontAssets {
    static let styleSheet = Asset(name: "storefront.css", bytes: PackageResources.storefront_css)
    static let favicon = Asset(name: "favicon.svg", bytes: PackageResources.favicon_svg)
    static let productScript = Asset(name: "product.js", bytes: PackageResources.product_js)
    static let paymentScript = Asset(name: "payment.js", bytes: PackageResources.payment_js)

    package static let all = [styleSheet, favicon, productScript, paymentScript]
}
