package import HTTPSupport

/// The API's embedded files.
package enum APIAssets {
    static let style = Asset(name: "reference.css", bytes: PackageResources.reference_css)

    package static let all = [style]
}
