/// A page of products, shared by the whole catalogue, categories and the search.
enum ProductList {}
