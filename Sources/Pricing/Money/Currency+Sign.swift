extension Currency {
    /// The sign that stands beside an amount: `$`, `€`, `CA$`; the code where there is no sign known everywhere.
    package var sign: String {
        Self.signs[code] ?? code
    }

    private static let signs: [String: String] = [
        "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CNY": "CN¥", "KRW": "₩", "INR": "₹", "BRL": "R$",
        "CAD": "CA$", "AUD": "A$", "NZD": "NZ$", "MXN": "MX$", "HKD": "HK$", "SGD": "S$", "TWD": "NT$",
        "ILS": "₪", "VND": "₫", "PHP": "₱", "TRY": "₺", "UAH": "₴", "PLN": "zł", "CZK": "Kč", "HUF": "Ft",
        "SEK": "kr", "NOK": "kr", "DKK": "kr.", "NGN": "₦", "KZT": "₸", "GEL": "₾",
    ]
}
