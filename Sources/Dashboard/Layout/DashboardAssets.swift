import AccountPages
package import HTTPSupport

/// The dashboard's embedded files.
package enum DashboardAssets {
    static let styleSheet = Asset(name: "dashboard.css", bytes: PackageResources.dashboard_css)
    static let welcomeSheet = Asset(name: "welcome.css", bytes: PackageResources.welcome_css)

    package static let all = [styleSheet, welcomeSheet] + AccountAssets.all
}
