import HTTPSupport
import Hummingbird

extension Dashboard {
    /// The files that fill a store.
    func addImports(to store: RouterGroup<SignedInRequestContext>) {
        let index = ImportIndex(dashboard: self)
        store.get("imports", use: index.show)
        let upload = ImportNew(dashboard: self)
        store.get("imports/new", use: upload.show)
        store.post("imports", use: upload.create)
        let run = ImportShow(dashboard: self)
        store.get("imports/:run", use: run.show)
        store.post("imports/:run/start", use: run.start)
        store.get("imports/:run/errors.csv", use: run.errors)
    }
}
