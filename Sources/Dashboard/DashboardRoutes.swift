package import HTTPSupport
package import Hummingbird

/// Adds the dashboard, under `/dashboard`.
package func addDashboardRoutes(to router: some RouterMethods<AppRequestContext>, _ dashboard: Dashboard) {
    let door = router.group("dashboard")
        .add(middleware: ErrorPages(dashboard.problemPage))
        .add(middleware: StoreAdmission(dashboard.admission, dashboard.store(behind:context:)))
        .add(middleware: SameSiteForms())
        .add(middleware: SessionCookies(dashboard))
    let session = SessionNew(dashboard: dashboard)
    door.get("sign-in", use: session.show)
    door.post("session", use: session.signIn)
    let invitation = InvitationShow(dashboard: dashboard)
    door.get("invitations/:token", use: invitation.show)
    door.post("invitations/:token", use: invitation.accept)
    let rooms = door.group().add(middleware: SignInFirst()).group(context: SignedInRequestContext.self)
    rooms.post("session/end", use: session.signOut)
    dashboard.addStores(to: rooms)
    dashboard.addRooms(to: rooms.group("stores/:store").add(middleware: SuspendedStores(dashboard)))
    door.get("**") { _, _ -> HTMLPage in throw RequestProblem.notFound }
}

extension Dashboard {
    fileprivate func addRooms(to store: RouterGroup<SignedInRequestContext>) {
        store.get("", use: OverviewShow(dashboard: self).show)
        let index = OrderIndex(dashboard: self)
        store.get("orders", use: index.show)
        let order = OrderShow(dashboard: self)
        store.get("orders/:order", use: order.show)
        store.post("orders/:order/events", use: order.record)
        store.get("products", use: ProductIndex(dashboard: self).show)
        let product = ProductEdit(dashboard: self)
        store.get("products/:product", use: product.show)
        store.post("products/:product", use: product.save)
        addSettings(to: store)
        addKeySettings(to: store)
        store.get("audit", use: AuditIndex(dashboard: self).show)
        store.get("audit.csv", use: AuditExport(dashboard: self).show)
    }
}
