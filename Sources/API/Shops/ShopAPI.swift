package import Commerce
package import HTTPSupport
import Hummingbird
package import Postgres

/// The part of the commerce API that shoppers' own programs use, `/api/v1/shops/{shop}/…`: a storefront of one's own
/// making needs no key, and may do what the shop's pages let a visitor do.
package struct ShopAPI: Sendable {
    let database: Database
    package let shops: ShopDirectory
    let carts: CartTokens
    let placeOrder: PlaceOrder
    let confirmPayment: ConfirmPayment
    let admission: Admission

    package init(
        database: Database,
        shops: ShopDirectory,
        secretKey: SecretKey,
        payments: any PaymentProvider,
        vault: SecretVault,
        admission: Admission = .open
    ) {
        self.database = database
        self.shops = shops
        self.admission = admission
        carts = CartTokens(key: secretKey)
        let startPayment = StartPayment(database: database, provider: payments, vault: vault)
        placeOrder = PlaceOrder(database: database, startPayment: startPayment, ids: .timeOrdered)
        confirmPayment = ConfirmPayment(database: database, provider: payments, vault: vault)
    }

    /// What anybody may ask of a shop.
    var operations: [Operation<ShopRequestContext>] {
        (shopOperations + catalogueOperations + cartOperations + orderOperations).map(inShop)
    }

    private static let shop = ParameterDescription(
        name: ShopFinding.parameter, place: .path, schema: .text(1...253), isRequired: true,
        summary: "The shop's slug, or its own domain.")

    private func inShop(_ operation: Operation<ShopRequestContext>) -> Operation<ShopRequestContext> {
        var description = operation.description
        description.path = "/shops/{\(Self.shop.name)}\(description.path)"
        description.parameters.insert(Self.shop, at: 0)
        description.group = "Storefront"
        return Operation(description: description, perform: operation.perform)
    }

    /// The address of something in the shop of a call.
    func address(_ path: String, _ call: Call<ShopRequestContext>) -> String {
        "\(CommerceAPI.root)/shops/\(call.context.shop.slug)\(path)"
    }

    /// Reads and writes in one transaction as the visitor.
    func act<Value: Sendable>(
        _ context: ShopRequestContext,
        _ body: (Connection) async throws -> Value
    ) async throws -> Value {
        try await database.transaction(as: context.visitor, body)
    }
}
