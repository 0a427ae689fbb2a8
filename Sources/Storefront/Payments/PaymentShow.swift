/// The page on which an order is paid by card.
enum PaymentShow {}
