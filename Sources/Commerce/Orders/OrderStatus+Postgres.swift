import Postgres

extension OrderStatus: PostgresEncodable, PostgresDecodable {}
extension FulfillmentStatus: PostgresEncodable, PostgresDecodable {}
extension PaymentStatus: PostgresEncodable, PostgresDecodable {}
