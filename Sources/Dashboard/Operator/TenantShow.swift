import Commerce
import HTTPSupport
import Hummingbird
import Postgres

/// One owner: plan, stores, what they use of what they may, and the way to suspend them.
struct TenantShow: Sendable {
    let console: Console

    private static let longestReason = 500

    @Sendable func show(_ request: Request, context: OperatorRequestContext) async throws -> HTMLPage {
        try await page(try await tenant(context), context)
    }

    @Sendable func suspend(_ request: Request, context: OperatorRequestContext) async throws -> Response {
        let form = try await console.form(request, context)
        let tenant = try await tenant(context)
        let extent = try Self.extent(form, tenant)
        let reason = form["reason"]
        do {
            guard reason.count <= Self.longestReason else { throw TenantProblem.reasonTooLong }
            _ = try await console.read { db in try await SuspendTenant.run(extent, because: reason, on: db) }
        } catch let error as TenantError {
            return try await refusal("\(error)", reason, tenant, request, context)
        } catch let error as TenantProblem {
            return try await refusal("\(error)", reason, tenant, request, context)
        }
        return try SeeOther("/operator/tenants/\(tenant.id)").response(from: request, context: context)
    }

    @Sendable func resume(_ request: Request, context: OperatorRequestContext) async throws -> SeeOther {
        let form = try await console.form(request, context)
        let tenant = try await tenant(context)
        let extent = try Self.extent(form, tenant)
        do {
            _ = try await console.read { db in try await SuspendTenant.resume(extent, on: db) }
        } catch is TenantError {
            // Somebody else was faster; the page shows how it stands.
        }
        return SeeOther("/operator/tenants/\(tenant.id)")
    }

    private func tenant(_ context: OperatorRequestContext) async throws -> Tenant {
        guard let id = context.parameters.get("tenant").flatMap({ ID<User>($0) }),
            let tenant = try await FindTenant(database: console.database)(id)
        else { throw RequestProblem.notFound }
        return tenant
    }

    /// All stores, or the one that the form names, if it is this tenant's.
    private static func extent(_ form: Form, _ tenant: Tenant) throws -> SuspendTenant.Extent {
        guard !form["store"].isEmpty else { return .owner(tenant.id, email: tenant.email) }
        guard let store = tenant.stores.first(where: { $0.slug == form["store"] }) else {
            throw RequestProblem.notFound
        }
        return .store(store.id, slug: store.slug)
    }

    private func refusal(
        _ sentence: String,
        _ reason: String,
        _ tenant: Tenant,
        _ request: Request,
        _ context: OperatorRequestContext
    ) async throws -> Response {
        var page = try await page(tenant, context, reason: reason, error: sentence)
        page.status = .unprocessableContent
        return try page.response(from: request, context: context)
    }

    private func page(
        _ tenant: Tenant,
        _ context: OperatorRequestContext,
        reason: String = "",
        error: String? = nil
    ) async throws -> HTMLPage {
        let limits = try await console.read { try await PlanLimits.find(tenant.plan, on: $0) }
        var model = Model(tenant, limits, formToken: console.token(context))
        model.reason = reason
        model.error = error
        return HTMLPage(model.view(console.chrome(.tenants, context)))
    }
}

private enum TenantProblem: Error, CustomStringConvertible {
    case reasonTooLong

    var description: String { "Shorten the reason to 500 characters." }
}
