import Postgres

/// The policies that a new store begins with, for its owner to complete.
struct StarterPolicies {
    private let store: NewStore
    private let words: StarterWords

    init(_ store: NewStore) {
        self.store = store
        words = StarterWords(language: store.language)
    }

    /// The row is there already: it comes with the store.
    func save(in id: ID<Store>) -> SQL {
        """
        UPDATE store_policies SET privacy_policy = \(words.privacy(store.name)),
            terms_of_service = \(words.terms(store.name)), returns_policy = \(words.returns),
            shipping_policy = \(words.shipping), about_us = \(words.aboutText)
        WHERE store_id = \(id)
        """
    }
}
