import Commerce
import HTTPSupport
import Hummingbird

/// Who works in a store. Managers see it; the owner changes it.
struct StaffIndex: Sendable {
    let dashboard: Dashboard

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        let store = try context.store(for: .staffRead)
        let isSent = try !Query(request)["invited"].isEmpty
        let notice =
            isSent ? Notice(sentence: "The letter is on its way. Its link works for seven days.", isGood: true) : nil
        return try await page(store, context, notice: notice)
    }

    @Sendable func invite(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        let form = try await dashboard.form(request, context)
        let store = try context.store(for: .staffWrite)
        let typed = Typed(email: form["email"], role: form["role"])
        guard let email = EmailAddress(typed.email), let role = StaffRole(rawValue: typed.role) else {
            let notice = Notice(sentence: "Enter an address such as ann@shop.example, and choose a role.")
            return try await refused(notice, typed, store, context).response(from: request, context: context)
        }
        do {
            try await dashboard.invite(email, as: role, to: store, by: context.session.user)
        } catch let error as StaffError {
            let notice = try await notice(for: error, context)
            return try await refused(notice, typed, store, context).response(from: request, context: context)
        }
        return try back(store, "?invited=1").response(from: request, context: context)
    }

    /// A new letter for an invitation, or the end of it.
    @Sendable func changeInvitation(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        let form = try await dashboard.form(request, context)
        let store = try context.store(for: .staffWrite)
        let id: ID<StaffList.Pending> = try PathText.value("invitation", context)
        do {
            switch form["event"] {
            case "resent": try await dashboard.invite.again(id, in: store, by: context.session.user)
            case "withdrawn": try await dashboard.invite.withdraw(id, in: store.id)
            default: throw RequestProblem.malformedForm
            }
        } catch let error as StaffError {
            let notice = try await notice(for: error, context)
            return try await refused(notice, Typed(), store, context).response(from: request, context: context)
        }
        return try back(store, form["event"] == "resent" ? "?invited=1" : "").response(from: request, context: context)
    }

    /// Another role, or none.
    @Sendable func changeMember(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        let form = try await dashboard.form(request, context)
        let store = try context.store(for: .staffWrite)
        let id: ID<StaffList.Member> = try PathText.value("member", context)
        do {
            try await dashboard.read(store, context) { db in
                if form["event"] == "removed" {
                    try await ChangeStaff.remove(id, from: store.id, on: db)
                } else if let role = StaffRole(rawValue: form["role"]) {
                    try await ChangeStaff.setRole(role, of: id, in: store.id, on: db)
                } else {
                    throw RequestProblem.malformedForm
                }
            }
        } catch let error as StaffError {
            let notice = try await notice(for: error, context)
            return try await refused(notice, Typed(), store, context).response(from: request, context: context)
        }
        return try back(store, "").response(from: request, context: context)
    }

    private func back(_ store: Store, _ query: String) -> SeeOther {
        SeeOther(DashboardChrome.StoreLink(store).path("/settings/staff\(query)"))
    }

    private func notice(for error: StaffError, _ context: SignedInRequestContext) async throws -> Notice {
        switch error {
        case .planAllowsNoMoreStaff: try await dashboard.planNotice(.staff, of: context.session.user.id)
        case .unknown: Notice(sentence: "This was changed meanwhile. Look at the list below.")
        case .alreadyInvited: Notice(sentence: "This address is invited already. Send the letter again below.")
        case .alreadyWorksHere: Notice(sentence: "This person works here already. Change the role below.")
        case .ownsTheStore: Notice(sentence: "The store is yours: you need no invitation.")
        default: throw error
        }
    }

    private func refused(_ notice: Notice, _ typed: Typed, _ store: Store, _ context: SignedInRequestContext)
        async throws -> HTMLPage
    {
        try await page(store, context, typed: typed, notice: notice, status: .unprocessableContent)
    }

    private func page(
        _ store: Store,
        _ context: SignedInRequestContext,
        typed: Typed = Typed(),
        notice: Notice? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> HTMLPage {
        let list = try await dashboard.database.transaction(as: .service(store: nil)) { db in
            try await StaffList.find(in: store.id, on: db)
        }
        let model = Model(
            store: store,
            members: list.members.map { Member($0, in: Shop(store)) },
            invitations: list.invitations.map { Pending($0, in: Shop(store)) },
            isEditable: try context.membership(in: store).may(.staffWrite),
            typed: typed,
            notice: notice
        )
        return HTMLPage(model.view(dashboard.chrome(store, .settings, context)), status: status)
    }
}

extension Dashboard {
    func addStaff(to settings: RouterGroup<SignedInRequestContext>) {
        let staff = StaffIndex(dashboard: self)
        settings.get("staff", use: staff.show)
        settings.post("staff/invitations", use: staff.invite)
        settings.post("staff/invitations/:invitation/events", use: staff.changeInvitation)
        settings.post("staff/:member/events", use: staff.changeMember)
    }
}
