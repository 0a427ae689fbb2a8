package import HTTPSupport

/// The dashboard's embedded files.
package enum DashboardAssets {
    static let styleSheet = Asset(name: "dashboard.css", bytes: PackageResources.dashboard_css)

    package static let all = [styleSheet]
}
