import Commerce
import HTTPSupport
import Hummingbird

/// Recovery codes: shown once when they are made, and as a file for whoever saves them.
struct RecoveryCodesShow<Surface: AccountSurface>: Sendable {
    let page: AccountShow<Surface>

    private var surface: Surface { page.surface }

    @Sendable func make(_ request: Request, context: Surface.Context) async throws -> Response {
        let (visitor, form) = try await page.sent(request, context)
        let proof: MakeRecoveryCodes.Proof =
            form.has("code")
            ? .code(form["code"].filter { !$0.isWhitespace }) : .password(Secret(form.verbatim("current_password")))
        do {
            let codes = try await MakeRecoveryCodes(surface.accounts).anew(
                of: visitor.user.id, in: surface.realm(context), session: visitor.session, proof: proof)
            return try await show(codes, visitor, context).response(from: request, context: context)
        } catch {
            return try await page.refuse(error, .recovery, visitor, request, context)
        }
    }

    /// What the page shows, as a file: sent along by it, because we no longer have it.
    @Sendable func download(_ request: Request, context: Surface.Context) async throws -> Response {
        let (_, form) = try await page.sent(request, context)
        let codes = form["codes"].split(separator: " ").prefix(RecoveryCode.count).compactMap {
            RecoveryCode(String($0))
        }
        guard !codes.isEmpty else { throw RequestProblem.malformedForm }
        let text = codes.map(\.text).joined(separator: "\r\n") + "\r\n"
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/plain; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"recovery-codes.txt\"",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }

    func show(_ codes: [RecoveryCode], _ visitor: AccountVisitor, _ context: Surface.Context) async throws -> HTMLPage {
        let (wording, paths) = (surface.wording(context), surface.paths(context))
        let token = surface.forms.token(for: visitor.cookie)
        var download = AccountForm(title: "")
        download.hidden = [(FormTokens.field, token), ("codes", codes.map(\.text).joined(separator: " "))]
        download.action = "\(paths.rooms)/recovery-codes/file"
        download.button = wording.download
        var section = AccountSection(title: wording.keepCodes, lead: wording.keepCodesLead)
        section.codes = AccountSection.Codes(
            texts: codes.map(\.text), copy: wording.copy, copied: wording.copied, print: wording.print)
        section.forms = [download]
        section.links = [AccountLink(title: wording.haveKeptThem, path: "\(paths.rooms)?done=factors")]
        let room = AccountRoom(
            title: wording.recoveryCodes,
            notice: AccountNotice(wording.newCodes, isGood: true),
            sections: [section],
            back: AccountLink(title: wording.yourAccount, path: paths.rooms),
            scripts: [AccountAssets.codesScript.path],
            formToken: token
        )
        return HTMLPage(try await surface.room(room, visitor, context))
    }
}
