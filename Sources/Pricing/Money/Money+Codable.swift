extension Money: Codable {
    private enum CodingKeys: String, CodingKey {
        case minorUnits = "amount"
        case currency
    }

    /// Reads `{"amount": 5999, "currency": "USD"}`, the amount in minor units.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        let currency = try Currency(fields.decode(String.self, forKey: .currency))
        self.init(minorUnits: try fields.decode(Int.self, forKey: .minorUnits), currency)
    }

    /// Writes what `init(from:)` reads.
    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(minorUnits, forKey: .minorUnits)
        try fields.encode(currency.code, forKey: .currency)
    }
}

extension Currency: Codable {
    /// Reads the code.
    package init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the code.
    package func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        try value.encode(code)
    }
}
