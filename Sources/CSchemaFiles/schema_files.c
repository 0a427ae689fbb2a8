// The files of Sources/Schema, embedded. `#embed` costs nothing to compile, where SwiftPM's embedInCode turns every byte
// into an element of an array literal and takes half a minute for these.

#pragma clang diagnostic ignored "-Wc23-extensions"

#include "schema_files.h"

static const unsigned char m0001[] = {
#embed "../Schema/Migrations/0001_extensions_and_roles.sql"
};
static const unsigned char m0002[] = {
#embed "../Schema/Migrations/0002_auth.sql"
};
static const unsigned char m0003[] = {
#embed "../Schema/Migrations/0003_settings_and_text.sql"
};
static const unsigned char m0004[] = {
#embed "../Schema/Migrations/0004_tenants.sql"
};
static const unsigned char m0005[] = {
#embed "../Schema/Migrations/0005_catalogue.sql"
};
static const unsigned char m0006[] = {
#embed "../Schema/Migrations/0006_inventory.sql"
};
static const unsigned char m0007[] = {
#embed "../Schema/Migrations/0007_customers.sql"
};
static const unsigned char m0008[] = {
#embed "../Schema/Migrations/0008_carts.sql"
};
static const unsigned char m0009[] = {
#embed "../Schema/Migrations/0009_orders.sql"
};
static const unsigned char m0010[] = {
#embed "../Schema/Migrations/0010_payments.sql"
};
static const unsigned char m0011[] = {
#embed "../Schema/Migrations/0011_content.sql"
};
static const unsigned char m0012[] = {
#embed "../Schema/Migrations/0012_analytics.sql"
};
static const unsigned char m0013[] = {
#embed "../Schema/Migrations/0013_configuration.sql"
};
static const unsigned char m0014[] = {
#embed "../Schema/Migrations/0014_machinery.sql"
};
static const unsigned char m0015[] = {
#embed "../Schema/Migrations/0015_tenant_triggers.sql"
};
static const unsigned char m0016[] = {
#embed "../Schema/Migrations/0016_plan_limits.sql"
};
static const unsigned char m0017[] = {
#embed "../Schema/Migrations/0017_catalogue_triggers.sql"
};
static const unsigned char m0018[] = {
#embed "../Schema/Migrations/0018_order_functions.sql"
};
static const unsigned char m0019[] = {
#embed "../Schema/Migrations/0019_stock_functions.sql"
};
static const unsigned char m0020[] = {
#embed "../Schema/Migrations/0020_search_and_partitions.sql"
};
static const unsigned char m0021[] = {
#embed "../Schema/Migrations/0021_enter.sql"
};
static const unsigned char m0022[] = {
#embed "../Schema/Migrations/0022_indexes.sql"
};
static const unsigned char m0023[] = {
#embed "../Schema/Migrations/0023_policies.sql"
};
static const unsigned char m0024[] = {
#embed "../Schema/Migrations/0024_statistics.sql"
};
static const unsigned char m0025[] = {
#embed "../Schema/Migrations/0025_accounts.sql"
};
static const unsigned char m0026[] = {
#embed "../Schema/Migrations/0026_tokens.sql"
};
static const unsigned char m0027[] = {
#embed "../Schema/Migrations/0027_tenancy.sql"
};
static const unsigned char m0028[] = {
#embed "../Schema/Migrations/0028_purge.sql"
};
static const unsigned char m0029[] = {
#embed "../Schema/Migrations/0029_billing.sql"
};
static const unsigned char m0030[] = {
#embed "../Schema/Migrations/0030_keys_and_secrets.sql"
};
static const unsigned char m0031[] = {
#embed "../Schema/Migrations/0031_audit.sql"
};
static const unsigned char m0032[] = {
#embed "../Schema/Migrations/0032_quotas.sql"
};
static const unsigned char m0033[] = {
#embed "../Schema/Migrations/0033_moving_tenants.sql"
};
static const unsigned char m0034[] = {
#embed "../Schema/Migrations/0034_price_order.sql"
};
static const unsigned char m0035[] = {
#embed "../Schema/Migrations/0035_limits_in_words.sql"
};
static const unsigned char m0036[] = {
#embed "../Schema/Migrations/0036_doors.sql"
};
static const unsigned char m0037[] = {
#embed "../Schema/Migrations/0037_close_and_erase.sql"
};
static const unsigned char m0038[] = {
#embed "../Schema/Migrations/0038_growing_catalogue.sql"
};
static const unsigned char m0039[] = {
#embed "../Schema/Migrations/0039_prices.sql"
};
static const unsigned char m0040[] = {
#embed "../Schema/Migrations/0040_webhooks.sql"
};
static const unsigned char m0041[] = {
#embed "../Schema/Migrations/0041_api.sql"
};
static const unsigned char m0042[] = {
#embed "../Schema/Migrations/0042_customers.sql"
};

#define MIGRATION(number, name) {name, m##number, sizeof(m##number)}

static const SchemaFile migrations[] = {
    MIGRATION(0001, "extensions_and_roles"),
    MIGRATION(0002, "auth"),
    MIGRATION(0003, "settings_and_text"),
    MIGRATION(0004, "tenants"),
    MIGRATION(0005, "catalogue"),
    MIGRATION(0006, "inventory"),
    MIGRATION(0007, "customers"),
    MIGRATION(0008, "carts"),
    MIGRATION(0009, "orders"),
    MIGRATION(0010, "payments"),
    MIGRATION(0011, "content"),
    MIGRATION(0012, "analytics"),
    MIGRATION(0013, "configuration"),
    MIGRATION(0014, "machinery"),
    MIGRATION(0015, "tenant_triggers"),
    MIGRATION(0016, "plan_limits"),
    MIGRATION(0017, "catalogue_triggers"),
    MIGRATION(0018, "order_functions"),
    MIGRATION(0019, "stock_functions"),
    MIGRATION(0020, "search_and_partitions"),
    MIGRATION(0021, "enter"),
    MIGRATION(0022, "indexes"),
    MIGRATION(0023, "policies"),
    MIGRATION(0024, "statistics"),
    MIGRATION(0025, "accounts"),
    MIGRATION(0026, "tokens"),
    MIGRATION(0027, "tenancy"),
    MIGRATION(0028, "purge"),
    MIGRATION(0029, "billing"),
    MIGRATION(0030, "keys_and_secrets"),
    MIGRATION(0031, "audit"),
    MIGRATION(0032, "quotas"),
    MIGRATION(0033, "moving_tenants"),
    MIGRATION(0034, "price_order"),
    MIGRATION(0035, "limits_in_words"),
    MIGRATION(0036, "doors"),
    MIGRATION(0037, "close_and_erase"),
    MIGRATION(0038, "growing_catalogue"),
    MIGRATION(0039, "prices"),
    MIGRATION(0040, "webhooks"),
    MIGRATION(0041, "api"),
    MIGRATION(0042, "customers"),
};

const SchemaFile *schema_migration(size_t index) {
    return index < sizeof(migrations) / sizeof(migrations[0]) ? &migrations[index] : NULL;
}

static const unsigned char matrix[] = {
#embed "../Schema/Isolation/matrix.txt"
};

SchemaFile schema_isolation_matrix(void) {
    return (SchemaFile){"matrix", matrix, sizeof(matrix)};
}

static const unsigned char seed[] = {
#embed "../Schema/Isolation/seed.sql"
};

SchemaFile schema_isolation_seed(void) {
    return (SchemaFile){"seed", seed, sizeof(seed)};
}
