package import Postgres
import Pricing

extension Store {
    /// Who is addressed by a slug or a verified domain; anybody may ask.
    static func find(address: String) -> SQL {
        "SELECT id, is_open FROM app.find_store(\(address))"
    }

    static let columns: SQL = """
        id, store_name, store_slug, store_tagline, is_open, currency, language, time_zone, logo_url, favicon_url,
        primary_color, secondary_color, meta_title, meta_description, store_email, store_phone, store_country,
        api_origins
        """

    static func fetch(_ store: ID<Store>) -> SQL {
        "SELECT \(columns) FROM stores WHERE id = \(store)"
    }
}

extension Store: PostgresRow {
    package init(row: Row) throws {
        id = try row["id"]
        name = try row["store_name"]
        slug = try row["store_slug"]
        tagline = try row["store_tagline"]
        isOpen = try row["is_open"]
        currency = try Currency(try row.decode("currency", as: String.self))
        language = try row["language"]
        timeZone = try row["time_zone"]
        logo = try row["logo_url"]
        favicon = try row["favicon_url"]
        primaryColor = try row["primary_color"]
        secondaryColor = try row["secondary_color"]
        metaTitle = try row["meta_title"]
        metaDescription = try row["meta_description"]
        email = try row["store_email"]
        phone = try row["store_phone"]
        country = try row["store_country"]
        apiOrigins = try row["api_origins"]
    }
}
