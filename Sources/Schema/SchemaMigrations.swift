package import Postgres

/// The product's schema as migrations, embedded in the binary from the files in `Migrations`.
package enum SchemaMigrations {
    package static let all: [Migration] = files.enumerated().map { index, file in
        Migration(number: index + 1, name: file.name, sql: String(decoding: file.bytes, as: UTF8.self))
    }

    /// In the order of the numbers in the files' names; a test compares the two.
    private static let files: [(name: String, bytes: [UInt8])] = [
        ("extensions_and_roles", PackageResources._001_extensions_and_roles_sql),
        ("auth", PackageResources._002_auth_sql),
        ("settings_and_text", PackageResources._003_settings_and_text_sql),
        ("tenants", PackageResources._004_tenants_sql),
        ("catalogue", PackageResources._005_catalogue_sql),
        ("inventory", PackageResources._006_inventory_sql),
        ("customers", PackageResources._007_customers_sql),
        ("carts", PackageResources._008_carts_sql),
        ("orders", PackageResources._009_orders_sql),
        ("payments", PackageResources._010_payments_sql),
        ("content", PackageResources._011_content_sql),
        ("analytics", PackageResources._012_analytics_sql),
        ("configuration", PackageResources._013_configuration_sql),
        ("machinery", PackageResources._014_machinery_sql),
        ("tenant_triggers", PackageResources._015_tenant_triggers_sql),
        ("plan_limits", PackageResources._016_plan_limits_sql),
        ("catalogue_triggers", PackageResources._017_catalogue_triggers_sql),
        ("order_functions", PackageResources._018_order_functions_sql),
        ("stock_functions", PackageResources._019_stock_functions_sql),
        ("search_and_partitions", PackageResources._020_search_and_partitions_sql),
        ("enter", PackageResources._021_enter_sql),
        ("indexes", PackageResources._022_indexes_sql),
        ("policies", PackageResources._023_policies_sql),
    ]
}
