/// The cart's page.
enum CartShow {}
