import HTTPSupport
import Hummingbird

extension Dashboard {
    /// The settings that hold keys.
    func addKeySettings(to store: RouterGroup<SignedInRequestContext>) {
        let payments = PaymentSettings(dashboard: self)
        store.get("settings/payments", use: payments.show)
        store.post("settings/payments", use: payments.save)
        store.post("settings/payments/removal", use: payments.remove)
        let email = EmailSettings(dashboard: self)
        store.get("settings/email", use: email.show)
        store.post("settings/email", use: email.save)
        store.post("settings/email/removal", use: email.remove)
        let keys = APIKeyIndex(dashboard: self)
        store.get("settings/keys", use: keys.show)
        store.post("settings/keys", use: keys.create)
        store.post("settings/keys/:key", use: keys.change)
        let storefronts = StorefrontSettings(dashboard: self)
        store.get("settings/storefronts", use: storefronts.show)
        store.post("settings/storefronts", use: storefronts.save)
    }
}
