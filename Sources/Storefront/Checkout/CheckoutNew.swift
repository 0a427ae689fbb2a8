/// The checkout, on one page.
enum CheckoutNew {}
