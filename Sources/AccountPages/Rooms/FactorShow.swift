import Commerce
import HTTPSupport
import Hummingbird

/// An authenticator app: its secret as a picture and in letters, until a code of it was given.
struct FactorShow<Surface: AccountSurface>: Sendable {
    let page: AccountShow<Surface>

    private var accounts: Accounts { page.surface.accounts }

    @Sendable func enrol(_ request: Request, context: Surface.Context) async throws -> Response {
        let change = AccountChange(page: page)
        return try await change.answer(.factors, request, context) { visitor, form in
            let name = form["label"].isEmpty ? nil : try AccountInput.name(form["label"])
            let enrolment = try await EnrolFactor(accounts)(
                visitor.user.id, in: page.surface.realm(context), name: name)
            return SeeOther("\(page.surface.paths(context).rooms)/factors/\(enrolment.id)")
        }
    }

    @Sendable func show(_ request: Request, context: Surface.Context) async throws -> Response {
        guard let visitor = page.surface.visitor(context) else { return try page.signInFirst(request, context) }
        return try await room(try PathText.value("factor", context), visitor, context)
            .response(from: request, context: context)
    }

    @Sendable func verify(_ request: Request, context: Surface.Context) async throws -> Response {
        let (visitor, form) = try await page.sent(request, context)
        let factor: ID<Factor> = try PathText.value("factor", context)
        do {
            let code = form["code"].filter { !$0.isWhitespace }
            try await VerifyFactor(accounts)(
                code: code, factor: factor, of: visitor.user.id, session: visitor.session)
            let codes = try await MakeRecoveryCodes(accounts).first(of: visitor.user.id)
            guard codes.isEmpty else {
                return try await RecoveryCodesShow(page: page).show(codes, visitor, context)
                    .response(from: request, context: context)
            }
            return try SeeOther("\(page.surface.paths(context).rooms)?done=factors")
                .response(from: request, context: context)
        } catch {
            guard let refusal = AccountRefusal(error), refusal != .account(.notFound) else {
                throw AccountRefusal(error) == nil ? error : RequestProblem.notFound
            }
            return try await room(factor, visitor, context, refused: refusal).response(from: request, context: context)
        }
    }

    @Sendable func remove(_ request: Request, context: Surface.Context) async throws -> Response {
        let factor: ID<Factor> = try PathText.value("factor", context)
        return try await AccountChange(page: page).change(.factors, done: "removed", request, context) { visitor, _ in
            try await RemoveFactor(accounts)(factor, of: visitor.user.id, session: visitor.session)
        }
    }

    private func room(
        _ factor: ID<Factor>,
        _ visitor: AccountVisitor,
        _ context: Surface.Context,
        refused: AccountRefusal? = nil
    ) async throws -> HTMLPage {
        let surface = page.surface
        let enrolment: EnrolFactor.Enrolment
        do {
            enrolment = try await ShowEnrolment(surface.accounts)(
                factor, of: visitor.user.id, in: surface.realm(context))
        } catch AccountError.notFound {
            throw RequestProblem.notFound
        }
        let room = room(enrolment, visitor, context, refused: refused)
        var page = HTMLPage(try await surface.room(room, visitor, context), status: refused?.status ?? .ok)
        if let refused { page.headers.append(contentsOf: refused.headers) }
        return page
    }

    private func room(
        _ enrolment: EnrolFactor.Enrolment,
        _ visitor: AccountVisitor,
        _ context: Surface.Context,
        refused: AccountRefusal?
    ) -> AccountRoom {
        let (wording, paths) = (page.surface.wording(context), page.surface.paths(context))
        let token = page.surface.forms.token(for: visitor.cookie)
        var form = AccountForm(title: "")
        form.hidden = [(FormTokens.field, token)]
        form.fields = [AccountField(name: "code", label: wording.code, kind: .code, hint: wording.codeHint)]
        form.action = "\(paths.rooms)/factors/\(enrolment.id)/verification"
        form.button = wording.turnOn
        if let refused { form.show(refused, wording) }
        var section = AccountSection(title: wording.scan, lead: wording.scanLead, notice: form.notice)
        section.picture = (HTML(sanitised: enrolment.picture), Self.grouped(enrolment.secret.reveal()))
        section.forms = [form]
        return AccountRoom(
            title: enrolment.name ?? wording.authenticator,
            sections: [section],
            back: AccountLink(title: wording.yourAccount, path: paths.rooms),
            formToken: token
        )
    }

    /// Four letters at a time, as people copy them.
    private static func grouped(_ secret: String) -> String {
        stride(from: 0, to: secret.count, by: 4).map { String(secret.dropFirst($0).prefix(4)) }.joined(separator: " ")
    }
}
