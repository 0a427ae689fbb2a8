/// One order.
enum OrderShow {}
