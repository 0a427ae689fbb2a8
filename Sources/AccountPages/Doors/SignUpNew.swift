import Commerce
import HTTPSupport
import Hummingbird
import Postgres

/// A new account. The answer is the same whether the address has one already; its owner alone reads which it was.
struct SignUpNew<Surface: AccountSurface>: Sendable {
    let surface: Surface

    @Sendable func show(_ request: Request, context: Surface.Context) async throws -> Response {
        let door = Door(surface: surface, request: request, context: context)
        if surface.visitor(context) != nil {
            return try door.lead(to: door.paths.home)
        }
        return try await door.page(form(door, Form([:])))
    }

    @Sendable func signUp(_ request: Request, context: Surface.Context) async throws -> Response {
        let door = Door(surface: surface, request: request, context: context)
        let sent = try await door.form()
        return try await door.answer(form(door, sent)) {
            let name = try AccountInput.name(sent["name"])
            let email = try AccountInput.email(sent["email"])
            let password = try AccountInput.password(sent.verbatim("password"))
            let outcome = try await SignUp(door.accounts)(
                email: email,
                password: password,
                in: door.realm,
                metadata: try JSON(encoding: PersonName(name)),
                from: door.origin
            )
            guard case .ready = outcome else { return try await door.page(letterSent(door, to: email)) }
            let session = try await SignIn(door.accounts)(
                email: email.text, password: Secret(sent.verbatim("password")), in: door.realm, from: door.origin)
            return try await door.enter(session)
        }
    }

    private func letterSent(_ door: Door<Surface>, to email: EmailAddress) -> AccountForm {
        let wording = door.wording
        return AccountForm(
            title: wording.letterSent,
            lead: wording.letterSent(to: email.text),
            links: [
                wording.link(to: .confirmation, door.paths),
                AccountLink(title: wording.signIn, path: door.paths.signIn),
            ]
        )
    }

    private func form(_ door: Door<Surface>, _ sent: Form) -> AccountForm {
        let wording = door.wording
        var form = AccountForm(title: wording.signUp, lead: wording.signUpLead(door.realm))
        form.fields = [
            AccountField(name: "name", label: wording.name, kind: .name, value: sent["name"], isFirst: true),
            AccountField(name: "email", label: wording.email, kind: .email, value: sent["email"]),
            AccountField(
                name: "password", label: wording.password, kind: .newPassword, hint: wording.passwordHint),
        ]
        form.action = door.paths.signUp
        form.button = wording.signUp
        form.providers = door.providers()
        form.orElse = wording.orElse
        form.links = [AccountLink(title: wording.haveAccount, path: door.paths.signIn)]
        return form
    }
}

/// A name as Supabase's clients keep it beside an account, with its parts for the customer of a shop.
struct PersonName: Encodable {
    let full: String
    let first: String
    let last: String?

    /// The last word is the family's name. Wrong for many people of the world, and corrected on the account's page.
    init(_ name: String) {
        let words = name.split(separator: " ").map(String.init)
        full = name
        first = words.count > 1 ? words.dropLast().joined(separator: " ") : name
        last = words.count > 1 ? words.last : nil
    }

    enum CodingKeys: String, CodingKey {
        case full = "full_name"
        case first = "first_name"
        case last = "last_name"
    }
}
