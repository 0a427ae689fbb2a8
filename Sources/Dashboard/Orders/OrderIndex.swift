/// The store's orders, newest first.
enum OrderIndex {}
