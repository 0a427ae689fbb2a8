package import HTTPSupport

/// The embedded files of the pages of accounts.
package enum AccountAssets {
    static let codesScript = Asset(name: "codes.js", bytes: PackageResources.codes_js)

    package static let all = [codesScript]
}
