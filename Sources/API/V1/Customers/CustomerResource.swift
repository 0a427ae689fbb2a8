import Commerce
import HTTPSupport
import Postgres

extension CommerceAPI {
    /// Who bought, or made an account.
    var customerOperations: [Operation<APIKeyRequestContext>] { [listCustomers, showCustomer, listSegments] }

    private static let customer = Parameter<ID<Customer>>.id("customer", "The customer's id.")
    private static let segment = Parameter.reference(
        to: Segment.self, "segment", "Those of a segment, by its id.")
    private static let words = Parameter.text("q", 1...100, "A part of a name or of an e-mail address.")

    private var listCustomers: Operation<APIKeyRequestContext> {
        OperationDescription.get("/customers", "listCustomers", "Customers, the newest first")
            .needs(.readCustomers)
            .takes(
                Self.segment.description, Self.words.description, PageCursor.limit.description,
                PageCursor.after.description
            )
            .answers(.page(of: CustomerDocument.schema))
            .sparse()
            .done { call in
                let (limit, after) = (try call(PageCursor.limit), try call(PageCursor.after))
                let last = try PageCursor.value(after, as: CustomerCursor.self)
                let (id, words) = (try call(Self.segment), try call(Self.words))
                let page = try await act(call.context) { db in
                    try await ListCustomers.run(
                        in: call.context.store, of: try await segment(id, call, on: db),
                        matching: words.flatMap(CustomerSearch.init), after: last, size: limit, on: db)
                }
                let found = Page(items: page.items, next: page.next?.description)
                return try .document(PageDocument(found, document: CustomerDocument.init))
            }
    }

    private func segment(
        _ id: ID<Segment>?, _ call: Call<APIKeyRequestContext>, on db: Connection
    ) async throws -> Segment? {
        guard let id else { return nil }
        let find = Segment.find(id, in: call.context.store)
        guard let found = try await db.first(find, as: Segment.self) else {
            throw APIProblem.parameter("segment", "the store has no segment of that id")
        }
        return found
    }

    private var showCustomer: Operation<APIKeyRequestContext> {
        OperationDescription.get("/customers/{customer}", "showCustomer", "A customer")
            .needs(.readCustomers)
            .takes(Self.customer.description)
            .answers(CustomerDocument.schema)
            .sparse()
            .tagged()
            .done { call in
                let id = try call(Self.customer)
                let found = try await act(call.context) { db in
                    try await ShowCustomerPage.run(id, in: call.context.store, on: db)
                }
                guard let page = found else { throw APIProblem.notFound }
                return try .tagged(CustomerDocument(page.customer))
            }
    }

    private var listSegments: Operation<APIKeyRequestContext> {
        OperationDescription.get("/customer-segments", "listCustomerSegments", "Segments of customers")
            .needs(.readCustomers)
            .answers(.answer("CustomerSegmentList", [.required("data", .list(of: SegmentDocument.schema))]))
            .done { call in
                let found = try await act(call.context) { db in
                    try await db.query(Segment.list(in: call.context.store), as: Segment.self)
                }
                return try .document(["data": found.map(SegmentDocument.init)])
            }
    }
}
