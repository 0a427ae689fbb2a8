import HTTPSupport
import Hummingbird

extension Dashboard {
    func addCustomers(to store: RouterGroup<SignedInRequestContext>) {
        store.get("customers", use: CustomerIndex(dashboard: self).show)
        let segments = SegmentIndex(dashboard: self)
        store.get("customers/segments", use: segments.show)
        store.post("customers/segments", use: segments.add)
        store.post("customers/segments/:segment/removal", use: segments.remove)
        let customer = CustomerShow(dashboard: self)
        store.get("customers/:customer", use: customer.show)
        store.post("customers/:customer", use: customer.save)
        store.post("customers/:customer/merger", use: customer.merge)
        store.post("customers/:customer/erasure", use: customer.erase)
        store.get("customers/:customer/data.json", use: customer.export)
    }
}
