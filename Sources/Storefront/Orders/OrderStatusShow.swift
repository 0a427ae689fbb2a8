/// The page of a placed order, for whoever holds its address.
enum OrderStatusShow {}
