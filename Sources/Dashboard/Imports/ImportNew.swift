import Commerce
import HTTPSupport
import Hummingbird
import Postgres

/// The page that takes a file.
struct ImportNew: Sendable {
    let dashboard: Dashboard

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        let store = try context.store(for: .importsWrite)
        var model = Model(store: store)
        if try !Query(request)["opened"].isEmpty {
            model.notice = Notice(sentence: "\(store.name) is open. Now bring your products.", isGood: true)
        }
        return page(model, context)
    }

    @Sendable func create(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        let store = try context.store(for: .importsWrite)
        var model = Model(store: store)
        do {
            let run = try await ImportUpload(dashboard: dashboard, store: store, context: context).receive(request)
            let path = DashboardChrome.StoreLink(store).path("/imports/\(run)")
            return try SeeOther(path).response(from: request, context: context)
        } catch let error as ImportUploadError {
            model.problem = Self.sentence(error)
        } catch let error as PostgresError where error.isReadOnly {
            model.notice = Notice(sentence: ProblemWording(.english).advice(.readOnly))
        }
        return try page(model, context, status: .unprocessableContent).response(from: request, context: context)
    }

    private static func sentence(_ error: ImportUploadError) -> String {
        switch error {
        case .tooLarge:
            "The file is larger than \(ReceiveImport.largestFile / 1_048_576) MB. Divide it into several, or write to whoever runs this platform."
        case .empty: "Choose a CSV file that is not empty."
        case .tooMany: "Several files of this store are being worked on. Wait until one of them is done."
        case .gone: "The file is no longer here. Choose it again."
        }
    }

    private func page(
        _ model: Model, _ context: SignedInRequestContext, status: HTTPResponse.Status = .ok
    ) -> HTMLPage {
        HTMLPage(model.view(dashboard.chrome(model.store, .products, context)), status: status)
    }
}

extension ImportNew {
    /// What the page shows.
    struct Model: Sendable {
        let store: Store
        var problem: String?
        var notice: Notice?
    }
}

extension ImportNew.Model {
    func view(_ chrome: DashboardChrome) -> HTML {
        let path = DashboardChrome.StoreLink(store).path("/imports")
        let main: HTML = """
            <p class="back"><a href="\(url: path)">Imports</a></p><div class="head"><h1>Import products</h1></div>\(notice?.view)
            <form class="card narrow" method="post" action="\(url: path)" enctype="multipart/form-data">\(chrome.token)
            <p class="soft">A product CSV as Shopify exports it, up to \(ReceiveImport.largestFile / 1_048_576) MB. It is checked \
            first: nothing changes before you have seen what would. Importing a file again updates what it brought.</p>
            <label for="file">CSV file</label>
            <input id="file" name="file" type="file" accept=".csv,text/csv" required\
            \(attribute: "aria-invalid", problem == nil ? nil : "true")\
            \(attribute: "aria-describedby", problem == nil ? nil : "file-problem")>
            \(problem.map { "<span class=\"error\" id=\"file-problem\" role=\"alert\">\($0)</span>" })
            <p class="actions"><button class="button" type="submit">Check the file</button></p></form>
            """
        return DashboardLayout(title: "Import products", chrome: chrome).document(main)
    }
}
