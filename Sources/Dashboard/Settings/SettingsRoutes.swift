import HTTPSupport
import Hummingbird

extension Dashboard {
    /// The settings of a store.
    func addSettings(to store: RouterGroup<SignedInRequestContext>) {
        let settings = store.group("settings")
        settings.get("", use: SettingsIndex(dashboard: self).show)
        let edit = SettingsEdit(dashboard: self)
        settings.get("store", use: edit.show)
        settings.post("store", use: edit.save)
        let address = AddressEdit(dashboard: self)
        settings.get("address", use: address.show)
        settings.post("address", use: address.save)
        let closing = ClosingShow(dashboard: self)
        settings.get("closing", use: closing.show)
        settings.post("pause", use: closing.pause)
        settings.post("transfer", use: closing.offer)
        settings.post("transfer/withdrawals", use: closing.withdraw)
        settings.post("deletion", use: closing.delete)
        addDomain(to: settings)
        addStaff(to: settings)
        addPolicies(to: settings)
        addWebhooks(to: settings)
    }
}
