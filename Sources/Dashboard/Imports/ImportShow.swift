import Commerce
import HTTPSupport
import Hummingbird
import Postgres

/// A run of an import: how far it is, what it did, and what was wrong. While it is under way the page asks for itself
/// again.
struct ImportShow: Sendable {
    let dashboard: Dashboard

    static let shownErrors = 50
    private static let secondsBetweenLooks = 3

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        let store = try context.store(for: .importsRead)
        let isGone = try !Query(request)["gone"].isEmpty
        return try await page(store, context, isGone: isGone)
    }

    /// What was checked is imported.
    @Sendable func start(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        _ = try await dashboard.form(request, context)
        let store = try context.store(for: .importsWrite)
        let run: ID<ImportRun> = try PathText.value("run", context)
        let links = DashboardChrome.StoreLink(store)
        do {
            let started = try await dashboard.actFor(store, context, with: .importsWrite) { db in
                try await ReceiveImport.start(checked: run, by: context.session.user.id, in: store.id, on: db)
            }
            return try SeeOther(links.path("/imports/\(started)")).response(from: request, context: context)
        } catch ImportUploadError.gone {
            return try SeeOther(links.path("/imports/\(run)?gone=1")).response(from: request, context: context)
        }
    }

    /// What was wrong, row by row, for whoever mends the file.
    @Sendable func errors(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        let store = try context.store(for: .importsRead)
        let (run, errors) = try await found(store, context, atMost: ImportReport.problemLimit + 1)
        let lines =
            [CSVLine(["Line", "Column", "Code", "Problem"])]
            + errors.map { error in
                CSVLine(["\(error.line)", error.column, error.code, error.message])
            }
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8", .cacheControl: "private, no-store",
                .contentDisposition: "attachment; filename=\"errors-\(run.id).csv\"",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: lines.map(\.text).joined()))
        )
    }

    /// The run that the address names, with the first of what was wrong.
    private func found(
        _ store: Store, _ context: SignedInRequestContext, atMost limit: Int
    ) async throws -> (run: ImportRunRecord, errors: [ImportRowError]) {
        let id: ID<ImportRun> = try PathText.value("run", context)
        let rows = try await dashboard.read(store, context) { db in
            try await db.pipeline([
                ImportRunRecord.find(id, in: store.id), ImportRowError.list(of: id, in: store.id, limit: limit),
            ])
        }
        guard let run = try rows[0].first.map(ImportRunRecord.init(row:)) else { throw RequestProblem.notFound }
        return (run, try rows[1].map(ImportRowError.init(row:)))
    }

    private func page(_ store: Store, _ context: SignedInRequestContext, isGone: Bool) async throws -> HTMLPage {
        let (run, errors) = try await found(store, context, atMost: Self.shownErrors + 1)
        let mayImport = try context.membership(in: store).may(.importsWrite)
        var model = Model(run: run, store: store, errors: errors, mayImport: mayImport && !isGone)
        if isGone {
            model.notice = Notice(
                sentence: "This file is no longer here: it was imported already, or waited for over a day.")
        }
        var page = HTMLPage(model.view(dashboard.chrome(store, .products, context)))
        if run.state.isUnderWay { page.headers[.refresh] = "\(Self.secondsBetweenLooks)" }
        return page
    }
}

extension ImportShow {
    /// What the page shows.
    struct Model: Sendable {
        let run: ImportRunRecord
        let store: Store
        /// The first of them.
        let errors: [ImportRowError]
        let mayImport: Bool
        var notice: Notice?
    }
}
