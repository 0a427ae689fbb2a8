package import Foundation
import Postgres

extension ID: PostgresEncodable, PostgresDecodable, PostgresValueWrapper {
    package var postgresValue: UUID { uuid }

    package init(postgresValue: UUID) {
        self.init(postgresValue)
    }
}
