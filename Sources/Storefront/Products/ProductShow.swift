/// A product's page.
enum ProductShow {}
