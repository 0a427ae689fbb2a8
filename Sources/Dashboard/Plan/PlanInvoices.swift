import Commerce
import HTTPSupport
import Hummingbird
import Pricing

/// What the owner was charged.
struct PlanInvoices: Sendable {
    let dashboard: Dashboard

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        _ = try await dashboard.planOverview(context)
        let model: Model
        do {
            model = Model(invoices: try await ListBillingInvoices(dashboard.billing)(of: context.session.user.id))
        } catch let error as BillingError {
            model = Model(invoices: [], notice: Notice(sentence: error.description))
        }
        return HTMLPage(model.view(dashboard.planChrome(context)))
    }

    struct Model: Sendable {
        let rows: [Row]
        let notice: Notice?

        init(invoices: [BillingInvoice], notice: Notice? = nil) {
            rows = invoices.map(Row.init)
            self.notice = notice
        }
    }

    struct Row: Sendable {
        let title: String
        let date: String
        let state: Badge
        let total: String
        /// Stripe's page, where it is looked at and paid.
        let page: String?
        let document: String?

        init(_ invoice: BillingInvoice) {
            title = invoice.number ?? "Draft"
            date = PlanDates.day(invoice.date)
            state = Badge(invoice.status)
            total = invoice.total.formatted()
            page = invoice.page
            document = invoice.document
        }
    }
}

extension Badge {
    fileprivate init(_ status: BillingInvoice.Status) {
        switch status {
        case .paid: self.init(word: "Paid", tone: .good)
        case .open: self.init(word: "Unpaid", tone: .bad)
        case BillingInvoice.Status(rawValue: "draft"): self.init(word: "Draft", tone: .quiet)
        case BillingInvoice.Status(rawValue: "void"): self.init(word: "Void", tone: .quiet)
        default: self.init(word: "Written off", tone: .quiet)
        }
    }
}

extension PlanInvoices.Model {
    func view(_ chrome: DashboardChrome?) -> HTML {
        let main: HTML = """
            <p class="back"><a href="\(url: PlanLimit.path)">Plan</a></p><h1>Invoices</h1>\(notice?.view)\(list)
            """
        return DashboardLayout(title: "Invoices", chrome: chrome).document(main)
    }

    private var list: HTML {
        guard !rows.isEmpty else {
            return HTML.when(
                notice == nil,
                "<div class=\"card nothing\"><h2>No invoices yet</h2><p>The first comes with your first paid period.</p></div>"
            )
        }
        return """
            <div class="card"><table><thead><tr><th scope="col">Invoice</th><th scope="col">Date</th>\
            <th scope="col">State</th><th scope="col"><span class="sr">Links</span></th>\
            <th scope="col" class="number">Total</th></tr></thead><tbody>\(rows.map(\.view))</tbody></table></div>
            """
    }
}

extension PlanInvoices.Row {
    var view: HTML {
        """
        <tr><th scope="row">\(title)</th><td>\(date)</td><td>\(state.view)</td><td>\(link("View", page)) \
        \(link("PDF", document))</td><td class="number">\(total)</td></tr>
        """
    }

    private func link(_ word: String, _ address: String?) -> HTML? {
        address.map { "<a href=\"\(url: $0)\">\(word)<span class=\"sr\"> of invoice \(title)</span></a>" }
    }
}
