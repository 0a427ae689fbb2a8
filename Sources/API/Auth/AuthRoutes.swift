import HTTPSupport
import Hummingbird

extension Auth {
    /// `/auth/v1` for the platform's accounts, `/s/{shop}/auth/v1` for those of a shop's customers.
    func addRoutes(to router: some RouterMethods<AppRequestContext>, shops: ShopDirectory, admission: Admission) {
        // Of whose quota: the shop's, where there is one.
        let guarding = StoreAdmission<AppRequestContext>(admission) { _, context in context.shop?.id }
        add(to: router.group("auth/v1").add(middleware: AuthProblems()).add(middleware: guarding))
        add(
            to: router.group("s/:\(ShopFinding.parameter)/auth/v1")
                .add(middleware: AuthProblems())
                .add(middleware: ShopFinding(shops))
                .add(middleware: guarding))
    }

    private func add(to group: RouterGroup<AppRequestContext>) {
        let routes = group.group(context: AuthRequestContext.self)
        addDoors(to: routes)
        addUser(to: routes)
        addAdministration(to: routes.group("admin"))
        let settings = SettingsEndpoint(auth: self)
        routes.get("settings", use: settings.settings)
        routes.get("health", use: settings.health)
        routes.get(".well-known/jwks.json", use: settings.keys)
        routes.get("**") { _, _ -> Response in throw AuthProblem.notFound }
    }

    private func addDoors(to routes: RouterGroup<AuthRequestContext>) {
        routes.post("signup", use: SignUpEndpoint(auth: self).post)
        routes.post("token", use: TokenEndpoint(auth: self).post)
        let letters = LettersEndpoint(auth: self)
        routes.post("recover", use: letters.recover)
        routes.post("otp", use: letters.magicLink)
        routes.post("magiclink", use: letters.magicLink)
        routes.post("resend", use: letters.resend)
        let verify = VerifyEndpoint(auth: self)
        routes.get("verify", use: verify.get)
        routes.post("verify", use: verify.post)
        let providers = ProviderEndpoint(auth: self)
        routes.get("authorize", use: providers.authorize)
        routes.get("callback", use: providers.callback)
        routes.post("callback", use: providers.callback)
        routes.get("user/identities/authorize", use: providers.link)
        routes.delete("user/identities/:identity", use: providers.unlink)
        routes.post("invite", use: AdminEndpoint(auth: self).invite)
    }

    private func addUser(to routes: RouterGroup<AuthRequestContext>) {
        let user = UserEndpoint(auth: self)
        routes.get("user", use: user.get)
        routes.put("user", use: user.put)
        routes.post("logout", use: user.logout)
        routes.get("reauthenticate", use: user.reauthenticate)
        let factors = FactorEndpoint(auth: self)
        routes.post("factors", use: factors.enrol)
        routes.post("factors/:factor/challenge", use: factors.challenge)
        routes.post("factors/:factor/verify", use: factors.verify)
        routes.delete("factors/:factor", use: factors.remove)
    }

    private func addAdministration(to routes: RouterGroup<AuthRequestContext>) {
        let admin = AdminEndpoint(auth: self)
        routes.get("users", use: admin.list)
        routes.post("users", use: admin.create)
        routes.get("users/:user", use: admin.get)
        routes.put("users/:user", use: admin.update)
        routes.delete("users/:user", use: admin.delete)
        routes.get("users/:user/factors", use: admin.factors)
        routes.delete("users/:user/factors/:factor", use: admin.removeFactor)
        routes.post("generate_link", use: admin.generateLink)
    }
}
