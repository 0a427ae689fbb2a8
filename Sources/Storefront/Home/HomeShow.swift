/// The shop's first page.
enum HomeShow {}
