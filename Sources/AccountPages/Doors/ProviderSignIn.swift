import Commerce
import Foundation
import HTTPSupport
import Hummingbird

/// Signing in with Google or Apple. Our pages go the way that any application goes: out by `/auth/v1/authorize`, whose one
/// callback is registered with the provider, and back in with a code that only this browser can exchange.
struct ProviderSignIn<Surface: AccountSurface>: Sendable {
    let surface: Surface

    @Sendable func depart(_ request: Request, context: Surface.Context) async throws -> Response {
        let door = Door(surface: surface, request: request, context: context)
        let text = context.parameters.get("provider") ?? ""
        guard let name = surface.offeredProviders.first(where: { $0.rawValue == text }) else {
            throw RequestProblem.notFound
        }
        let home = try await door.accounts.home(of: door.realm)
        let errand = ProviderErrand(returnPath: door.paths.ownPath(try Query(request)["return_to"]))
        let back = Query.encode(door.address(of: door.paths.arrival, at: home))
        let address =
            "\(home.issuer)/authorize?provider=\(name.rawValue)&redirect_to=\(back)&\(errand.challenge.query)"
        return try door.lead(to: address, cookies: [surface.cookie(.flow, errand.cookie, maxAge: 600, context)])
    }

    /// Without the cookie it is not the browser that set out, so that nobody is signed in to somebody else's account by a
    /// link.
    @Sendable func arrive(_ request: Request, context: Surface.Context) async throws -> Response {
        let door = Door(surface: surface, request: request, context: context)
        let errand = door.errand
        var response: Response
        do {
            let query = try Query(request)
            if let refusal = AccountRefusal(flowCode: query["error_code"]) { throw refusal }
            guard let errand else { throw OpenIDError.badState }
            let session = try await EnterByCode(door.accounts)(
                code: query["code"], verifier: errand.verifier, in: door.realm, from: door.origin)
            response = try await door.enter(session, returnPath: errand.returnPath ?? "")
        } catch {
            guard let refusal = AccountRefusal(error) else { throw error }
            let form = SignInNew(surface: surface).form(door, email: "", returnPath: errand?.returnPath ?? "")
            response = try await door.page(form, refused: refusal)
        }
        response.setCookie(surface.cookie(.flow, "", maxAge: 0, context))
        return response
    }
}

/// What a browser keeps while it is at the provider's: the verifier of its code, and where it wanted to go.
struct ProviderErrand: Sendable {
    let verifier: String
    let returnPath: String?

    init(returnPath: String?) {
        verifier = Data.random(count: 32).base64URL
        self.returnPath = returnPath
    }

    init?(cookie: String) {
        let parts = cookie.split(separator: ".", maxSplits: 1).map(String.init)
        guard let verifier = parts.first, verifier.utf8.count == 43 else { return nil }
        self.verifier = verifier
        let path = parts.dropFirst().first.flatMap { Data(base64URL: $0) }.map { String(decoding: $0, as: UTF8.self) }
        returnPath = path
    }

    var cookie: String { verifier + (returnPath.map { "." + Data($0.utf8).base64URL } ?? "") }
    var challenge: CodeChallenge { CodeChallenge(of: verifier) }
}

extension Door {
    var errand: ProviderErrand? {
        request.cookies[surface.name(of: .flow)].flatMap { ProviderErrand(cookie: $0.value) }
    }

    /// The whole address of a page of ours, under the name by which the browser found us.
    func address(of path: String, at home: RealmHome) -> String {
        let path = realm.store == nil ? path : String(path.dropFirst(paths.scope.count))
        return home.base(at: request.head.authority) + path
    }
}
