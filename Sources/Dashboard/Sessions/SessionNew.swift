/// The sign-in page.
enum SessionNew {}
