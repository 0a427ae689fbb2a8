package import HTTPSupport
package import Hummingbird

/// Adds the operator's console, under `/operator`.
package func addConsoleRoutes(to router: some RouterMethods<AppRequestContext>, _ console: Console) {
    let rooms = router.group("operator")
        .add(middleware: ErrorPages(console.dashboard.problemPage))
        .add(middleware: SameSiteForms())
        .add(middleware: SessionCookies(console.dashboard))
        .add(middleware: OperatorsOnly(console.database))
        .group(context: OperatorRequestContext.self)
    rooms.get("", use: InstallationShow(console: console).show)
    rooms.get("tenants", use: TenantIndex(console: console).show)
    let tenant = TenantShow(console: console)
    rooms.get("tenants/:tenant", use: tenant.show)
    rooms.post("tenants/:tenant/suspension", use: tenant.suspend)
    rooms.post("tenants/:tenant/suspension/end", use: tenant.resume)
    rooms.get("tenants/:tenant/audit", use: TenantAudit(console: console).show)
    let jobs = JobIndex(console: console)
    rooms.get("jobs", use: jobs.show)
    rooms.post("jobs/:job/retry", use: jobs.retry)
    rooms.get("**") { _, _ -> HTMLPage in throw RequestProblem.notFound }
}
