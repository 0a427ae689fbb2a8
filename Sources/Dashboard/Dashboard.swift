package import Commerce
package import HTTPSupport
import Hummingbird
package import Postgres

/// What the rooms of the dashboard work with.
package struct Dashboard: Sendable {
    let database: Database
    let findSession: FindSession
    let accounts: Accounts
    let providers: SignInWithProvider?
    let signIn: SignIn
    let createStore: CreateStore
    let invite: InviteStaff
    let offer: OfferStore
    let accept: AcceptInvitation
    let checkDomain: CheckDomain
    let forms: FormTokens
    let site: Site
    let vault: SecretVault
    let admission: Admission
    let previews: PreviewTokens
    private let shops: ShopDirectory
    let billing: Billing
    let webhookAddresses: WebhookAddress.Rule

    package init(
        database: Database,
        secretKey: SecretKey,
        site: Site,
        accounts: Accounts,
        providers: SignInWithProvider? = nil,
        resolver: any DNSResolver,
        billing: Billing,
        admission: Admission = .open,
        webhookAddresses: WebhookAddress.Rule = .publicOnly
    ) {
        self.webhookAddresses = webhookAddresses
        self.database = database
        self.admission = admission
        shops = ShopDirectory(find: { try await FindStore(database: database)($0) })
        findSession = FindSession(database: database)
        self.accounts = accounts
        self.providers = providers
        signIn = SignIn(accounts)
        createStore = CreateStore(database: database)
        let base = "\(site.scheme)://\(site.authority)/dashboard"
        invite = InviteStaff(database: database, vault: accounts.vault) { "\(base)/invitations/\($0.text)" }
        offer = OfferStore(database: database, vault: accounts.vault) { "\(base)/invitations/\($0.text)" }
        accept = AcceptInvitation(accounts)
        checkDomain = CheckDomain(database: database, resolver: resolver, vault: accounts.vault)
        forms = FormTokens(key: secretKey)
        previews = PreviewTokens(key: secretKey)
        self.site = site
        vault = accounts.vault
        self.billing = billing
    }
}

extension Dashboard {
    /// The store that a room's path names, before anybody is asked who he is: its quota is what the request counts
    /// against. Nothing at the doors.
    @Sendable func store(behind request: Request, context: AppRequestContext) async throws -> ID<Store>? {
        guard let slug = context.parameters.get("store") else { return nil }
        return try await shops.shop(at: slug)?.id
    }

    /// What stands around a room of a store.
    func chrome(_ store: Store, _ room: DashboardChrome.Room, _ context: SignedInRequestContext) -> DashboardChrome {
        let memberships = context.session.memberships
        let membership = memberships.first { $0.store.id == store.id }
        return DashboardChrome(
            email: context.session.user.email,
            store: DashboardChrome.StoreLink(store),
            otherStores: memberships.filter { $0.store.id != store.id }.map { DashboardChrome.StoreLink($0.store) },
            rooms: DashboardChrome.Room.allCases.filter { $0 != .plan && membership?.may($0.permission) == true },
            ownsStore: membership?.isOwner == true,
            formToken: forms.token(for: context.session.cookie),
            room: room
        )
    }

    /// What stands around a page outside of any store.
    func chrome(_ context: SignedInRequestContext, room: DashboardChrome.Room? = nil) -> DashboardChrome {
        DashboardChrome(
            email: context.session.user.email,
            store: nil,
            otherStores: context.session.memberships.map { DashboardChrome.StoreLink($0.store) },
            rooms: [],
            ownsStore: context.session.memberships.contains(where: \.isOwner),
            formToken: forms.token(for: context.session.cookie),
            room: room
        )
    }

    /// The form that the request carries, if it is one of ours for this session.
    func form(
        _ request: Request, _ context: SignedInRequestContext, upTo limit: Int = Form.limit
    ) async throws -> Form {
        let form = try await Form(request, upTo: limit)
        try forms.check(form, session: context.session.cookie)
        return form
    }

    /// Reads and writes in one transaction as what the person is in that store: its owner, or staff.
    func read<Value: Sendable>(
        _ store: Store,
        _ context: SignedInRequestContext,
        _ body: (Connection) async throws -> Value
    ) async throws -> Value {
        let membership = try context.membership(in: store)
        return try await database.transaction(as: membership.persona(of: context.session.user.id), body)
    }

    /// Does in one transaction what people may ask for but not write: payments and reservations are the program's own.
    /// The database does not know who asks then, so the permission is checked here.
    func actFor<Value: Sendable>(
        _ store: Store,
        _ context: SignedInRequestContext,
        with permission: Permission,
        _ body: (Connection) async throws -> Value
    ) async throws -> Value {
        guard try context.membership(in: store).may(permission) else { throw RequestProblem.notAllowed }
        return try await RequestOrigin.acting(as: context.session.user.id) {
            try await database.transaction(as: .service(store: store.id), body)
        }
    }
}

extension DashboardChrome.StoreLink {
    init(_ store: Store) {
        self.init(name: store.name, slug: store.slug, isOpen: store.isOpen)
    }
}
