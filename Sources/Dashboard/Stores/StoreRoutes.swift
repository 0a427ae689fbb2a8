import HTTPSupport
import Hummingbird

extension Dashboard {
    /// What spans stores, and the way to a new one.
    func addStores(to rooms: RouterGroup<SignedInRequestContext>) {
        let stores = StoresShow(dashboard: self)
        rooms.get("", use: stores.show)
        rooms.post("deleted-stores/:deleted/restorations", use: stores.restore)
        let new = StoreNew(dashboard: self)
        rooms.get("stores/new", use: new.show)
        rooms.post("stores", use: new.create)
    }
}
