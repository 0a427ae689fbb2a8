package import Postgres

extension StoreSettings: PostgresRow {
    private static let columns: SQL = """
        store_name, store_tagline, store_email, store_phone, store_address_line1, store_address_line2, store_city,
        store_state, store_postal_code, store_country, logo_url, favicon_url, primary_color, secondary_color,
        meta_title, meta_description, language, time_zone
        """

    package static func find(_ store: ID<Store>, on db: Connection) async throws -> StoreSettings? {
        try await db.first("SELECT \(columns) FROM stores WHERE id = \(store)", as: StoreSettings.self)
    }

    static func lock(_ store: ID<Store>) -> SQL {
        "SELECT \(columns) FROM stores WHERE id = \(store) FOR NO KEY UPDATE"
    }

    func update(_ store: ID<Store>) -> SQL {
        """
        UPDATE stores SET store_name = \(name), store_tagline = \(tagline), store_email = \(email),
            store_phone = \(phone), store_address_line1 = \(line1), store_address_line2 = \(line2), store_city = \(city),
            store_state = \(state), store_postal_code = \(postalCode), store_country = \(country), logo_url = \(logo),
            favicon_url = \(favicon), primary_color = \(primaryColour), secondary_color = \(secondaryColour),
            meta_title = \(metaTitle), meta_description = \(metaDescription), language = \(language),
            time_zone = \(timeZone)
        WHERE id = \(store)
        """
    }

    package init(row: Row) throws {
        name = try row["store_name"]
        tagline = try row["store_tagline"]
        email = try row["store_email"]
        phone = try row["store_phone"]
        line1 = try row["store_address_line1"]
        line2 = try row["store_address_line2"]
        city = try row["store_city"]
        state = try row["store_state"]
        postalCode = try row["store_postal_code"]
        country = try row["store_country"]
        logo = try row["logo_url"]
        favicon = try row["favicon_url"]
        primaryColour = try row["primary_color"]
        secondaryColour = try row["secondary_color"]
        metaTitle = try row["meta_title"]
        metaDescription = try row["meta_description"]
        language = try row["language"]
        timeZone = try row["time_zone"]
    }
}
