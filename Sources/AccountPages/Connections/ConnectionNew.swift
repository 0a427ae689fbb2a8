import Commerce
import HTTPSupport
import Hummingbird

/// Adds Google or Apple to an account as a way to sign in, and takes it away again.
struct ConnectionNew<Surface: AccountSurface>: Sendable {
    let page: AccountShow<Surface>

    private var surface: Surface { page.surface }

    /// A page that leads on by itself, because a form may not be redirected to another site.
    @Sendable func connect(_ request: Request, context: Surface.Context) async throws -> Response {
        let (visitor, _) = try await page.sent(request, context)
        let text = context.parameters.get("connection") ?? ""
        guard let providers = surface.providers,
            let name = surface.offeredProviders.first(where: { $0.rawValue == text })
        else { throw RequestProblem.notFound }
        let door = Door(surface: surface, request: request, context: context)
        let home = try await door.accounts.home(of: door.realm)
        // The provider knows one callback, and the cookie that the way back is bound to has to be its host's.
        guard home.base(at: request.head.authority) == home.base else {
            return try door.lead(to: home.base + door.paths.rooms.dropFirst(door.paths.scope.count))
        }
        let errand = ProviderErrand(returnPath: nil)
        do {
            let departure = try await providers.depart(
                to: name, at: home, redirect: door.address(of: door.paths.connections + "/arrival", at: home),
                challenge: errand.challenge, linking: visitor.user.id)
            return try await leadOn(to: departure, name, errand, visitor, request, context)
        } catch {
            return try await page.refuse(error, .connections, visitor, request, context)
        }
    }

    /// The way back: the identity was added when the provider's answer came; the code only says that it was here.
    @Sendable func arrive(_ request: Request, context: Surface.Context) async throws -> Response {
        guard let visitor = surface.visitor(context) else { return try page.signInFirst(request, context) }
        let door = Door(surface: surface, request: request, context: context)
        var response: Response
        do {
            let query = try Query(request)
            if let refusal = AccountRefusal(flowCode: query["error_code"]) { throw refusal }
            guard let errand = door.errand else { throw OpenIDError.badState }
            try await EnterByCode(door.accounts).confirmed(
                code: query["code"], verifier: errand.verifier, of: visitor.user.id, in: door.realm)
            response = try door.lead(to: "\(door.paths.rooms)?done=connected")
        } catch {
            response = try await page.refuse(error, .connections, visitor, request, context)
        }
        response.setCookie(surface.cookie(.flow, "", maxAge: 0, context))
        return response
    }

    @Sendable func disconnect(_ request: Request, context: Surface.Context) async throws -> Response {
        let identity = context.parameters.get("connection") ?? ""
        let change = AccountChange(page: page)
        return try await change.change(.connections, done: "disconnected", request, context) { visitor, _ in
            try await surface.accounts.unlink(identity, of: visitor.user.id, in: surface.realm(context))
        }
    }

    private func leadOn(
        to departure: SignInWithProvider.Departure, _ name: ProviderName, _ errand: ProviderErrand,
        _ visitor: AccountVisitor, _ request: Request, _ context: Surface.Context
    ) async throws -> Response {
        let wording = surface.wording(context)
        var section = AccountSection(title: wording.leadingOn(name), lead: wording.leadingOnLead(name))
        section.links = [AccountLink(title: wording.continueWith(name), path: departure.address)]
        let room = AccountRoom(
            title: wording.connect(name),
            sections: [section],
            back: AccountLink(title: wording.yourAccount, path: surface.paths(context).rooms),
            formToken: surface.forms.token(for: visitor.cookie)
        )
        var html = HTMLPage(try await surface.room(room, visitor, context))
        html.headers[.refresh] = "0; url=\(departure.address)"
        var response = try html.response(from: request, context: context)
        let isSecure = surface.accounts.settings.baseURL.hasPrefix("https:")
        response.setCookie(ProviderFlow.cookie(departure.state, isSecure: isSecure))
        response.setCookie(surface.cookie(.flow, errand.cookie, maxAge: 600, context))
        return response
    }
}
