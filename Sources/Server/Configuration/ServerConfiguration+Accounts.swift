import Commerce
import Foundation

extension ServerConfiguration {
    var accountSettings: AccountSettings {
        var settings = AccountSettings(baseURL: baseURL)
        settings.allowedRedirects = authRedirects.split(separator: ",").map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        settings.confirmsByItself = authAutoconfirm
        settings.accessTokenLifetime = TimeInterval(accessTokenLifetime)
        return settings
    }
}
