/// The store's products.
enum ProductIndex {}
