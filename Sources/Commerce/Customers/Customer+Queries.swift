import Postgres

extension Customer {
    static func find(_ user: ID<User>, in store: ID<Store>) -> SQL {
        """
        SELECT email, first_name, last_name, phone, shipping_address_line1, shipping_address_line2, shipping_city,
            shipping_state, shipping_postal_code, shipping_country, accepts_marketing, marketing_consent_at,
            marketing_consent_source
        FROM customers WHERE store_id = \(store) AND user_id = \(user)
        """
    }

    /// The row that an order of somebody who is signed in belongs to.
    static func findID(_ user: ID<User>?, in store: ID<Store>) -> SQL {
        """
        SELECT id FROM customers
        WHERE store_id = \(store) AND user_id = \(user) AND is_active AND erased_at IS NULL
        """
    }

    /// A yes or no to letters is noted with its time and place when it changes, and not each time the form is sent.
    static func update(_ user: ID<User>, _ details: CustomerDetails, in store: ID<Store>) -> SQL {
        """
        UPDATE customers SET first_name = \(details.firstName), last_name = \(details.lastName), phone = \(details.phone),
            shipping_address_line1 = \(details.line1), shipping_address_line2 = \(details.line2),
            shipping_city = \(details.city), shipping_state = \(details.region),
            shipping_postal_code = \(details.postalCode), shipping_country = \(details.country),
            accepts_marketing = \(details.acceptsMarketing),
            marketing_consent_at = CASE WHEN accepts_marketing = \(details.acceptsMarketing)
                THEN marketing_consent_at ELSE now() END,
            marketing_consent_source = CASE WHEN accepts_marketing = \(details.acceptsMarketing)
                THEN marketing_consent_source ELSE 'account' END
        WHERE store_id = \(store) AND user_id = \(user)
        """
    }
}
