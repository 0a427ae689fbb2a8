package import HTTPSupport
package import Hummingbird

/// Adds the dashboard, under `/dashboard`.
package func addDashboardRoutes(to router: some RouterMethods<AppRequestContext>, _ dashboard: Dashboard) {
    let door = router.group("dashboard")
        .add(middleware: ErrorPages(dashboard.problemPage))
        .add(middleware: StoreAdmission(dashboard.admission, dashboard.store(behind:context:)))
        .add(middleware: SameSiteForms())
        .add(middleware: SessionCookies(dashboard))
    dashboard.addAccounts(to: door)
    let invitation = InvitationShow(dashboard: dashboard)
    door.get("invitations/:token", use: invitation.show)
    door.post("invitations/:token", use: invitation.accept)
    let rooms = door.group().add(middleware: SignInFirst()).add(middleware: PlanBanners(dashboard))
        .group(context: SignedInRequestContext.self)
    dashboard.addStores(to: rooms)
    dashboard.addPlan(to: rooms.group("plan"))
    dashboard.addRooms(to: rooms.group("stores/:store").add(middleware: SuspendedStores(dashboard)))
    door.get("**") { _, _ -> HTMLPage in throw RequestProblem.notFound }
}

extension Dashboard {
    fileprivate func addPlan(to plan: RouterGroup<SignedInRequestContext>) {
        let page = PlanShow(dashboard: self)
        plan.get("", use: page.show)
        plan.post("checkouts", use: page.buy)
        plan.post("portal", use: page.openPortal)
        plan.post("end", use: page.end)
        let change = PlanChangeNew(dashboard: self)
        plan.get("changes", use: change.show)
        plan.post("changes", use: change.confirm)
        plan.get("invoices", use: PlanInvoices(dashboard: self).show)
    }

    fileprivate func addRooms(to store: RouterGroup<SignedInRequestContext>) {
        store.get("", use: OverviewShow(dashboard: self).show)
        store.get("preview", use: PreviewNew(dashboard: self).show)
        let index = OrderIndex(dashboard: self)
        store.get("orders", use: index.show)
        let order = OrderShow(dashboard: self)
        store.get("orders/:order", use: order.show)
        store.post("orders/:order/events", use: order.record)
        addProducts(to: store)
        addCustomers(to: store)
        addPromotions(to: store)
        addImports(to: store)
        addSettings(to: store)
        addKeySettings(to: store)
        store.get("audit", use: AuditIndex(dashboard: self).show)
        store.get("audit.csv", use: AuditExport(dashboard: self).show)
    }
}
