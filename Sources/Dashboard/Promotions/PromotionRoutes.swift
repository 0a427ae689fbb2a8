import HTTPSupport
import Hummingbird

extension Dashboard {
    func addPromotions(to store: RouterGroup<SignedInRequestContext>) {
        store.get("promotions", use: PromotionIndex(dashboard: self).show)
        let new = PromotionNew(dashboard: self)
        store.get("promotions/new", use: new.show)
        store.post("promotions", use: new.create)
        let promotion = PromotionEdit(dashboard: self)
        store.get("promotions/:promotion", use: promotion.show)
        store.post("promotions/:promotion", use: promotion.save)
        store.post("promotions/:promotion/archive", use: promotion.archive)
    }
}
