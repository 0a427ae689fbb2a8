@testable import Pricing

/// Worked examples of the authorities, with the address of each. Where an authority publishes a rule without figures,
/// the figures are ours and say so.
struct TaxAuthorityExample: Sendable, CustomStringConvertible {
    let name: String
    let source: String
    let currency: Currency
    let pricesIncludeTax: Bool
    var place = TaxRoundingPlace.order
    var rounding = Rounding.halfUp
    /// Prices and their classes.
    let goods: [(Int, TaxClass)]
    var discount = 0
    var shipping = 0
    var shippingTax = ShippingTax.withGoods
    let rates: [TaxClass: [TaxRate]]
    /// The taxes by name; classes with taxes of one name are added.
    let taxes: [String: Int]
    let total: Int

    var description: String { name }
}

extension TaxAuthorityExample {
    static let all = [
        TaxAuthorityExample(
            name: "United Kingdom: £100 without VAT at 20 %",
            source: "http://www.hmrc.gov.uk/vat/forms-rates/rates/calculating.htm",
            currency: .gbp, pricesIncludeTax: false, goods: [(100_00, .standard)],
            rates: [.standard: [TaxRate("VAT", .percent("20"))]], taxes: ["VAT": 20_00], total: 120_00
        ),
        TaxAuthorityExample(
            name: "United Kingdom: £100 without VAT at 5 %",
            source: "http://www.hmrc.gov.uk/vat/forms-rates/rates/calculating.htm",
            currency: .gbp, pricesIncludeTax: false, goods: [(100_00, .reduced)],
            rates: [.reduced: [TaxRate("VAT", .percent("5"))]], taxes: ["VAT": 5_00], total: 105_00
        ),
        TaxAuthorityExample(
            name: "United Kingdom: VAT on an invoice of net values may be rounded down (our figures)",
            source: "https://gov.uk/hmrc-internal-manuals/vat-trader-records/vatrec12010",
            currency: .gbp, pricesIncludeTax: false, rounding: .down, goods: [(12_49, .standard), (7_50, .standard)],
            // 19.99 × 0.2 = 3.998
            rates: [.standard: [TaxRate("VAT", .percent("20"))]], taxes: ["VAT": 3_99], total: 23_98
        ),
        TaxAuthorityExample(
            name: "Germany: the tax in €149.95 at 19 %, leaving €126.01",
            source: "https://datenbank.nwb.de/Dokument/378652_15___4 (UStAE 15.4)",
            currency: .eur, pricesIncludeTax: true, goods: [(149_95, .standard)],
            rates: [.standard: [TaxRate("USt", .percent("19"))]], taxes: ["USt": 23_94], total: 149_95
        ),
        TaxAuthorityExample(
            name: "Germany: shipping is part of the supply, so its tax follows the goods (our figures)",
            source: "http://www.steuerlinks.de/richtlinie/ustae/abs10.1..html (UStAE 10.1 (3): costs passed on)",
            // 6.00 of shipping is 4.00 with the 40.00 at 7 % and 2.00 with the 20.00 at 19 %:
            // 44.00 × 7 ÷ 107 = 2.88, 22.00 × 19 ÷ 119 = 3.51
            currency: .eur, pricesIncludeTax: true, goods: [(40_00, .reduced), (20_00, .standard)], shipping: 6_00,
            rates: [.standard: [TaxRate("USt 19", .percent("19"))], .reduced: [TaxRate("USt 7", .percent("7"))]],
            taxes: ["USt 7": 2_88, "USt 19": 3_51], total: 66_00
        ),
        TaxAuthorityExample(
            name: "France: one total without tax and one tax for each rate (our figures)",
            source: "https://bofip.impots.gouv.fr/doctrine/pgp/1111-PGP (CGI, ann. II, art. 242 nonies A)",
            // 119.80 ÷ 6 = 19.97; 21.10 × 5.5 ÷ 105.5 = 1.10
            currency: .eur, pricesIncludeTax: true, goods: [(59_90, .standard), (59_90, .standard), (21_10, .reduced)],
            rates: [.standard: [TaxRate("TVA 20", .percent("20"))], .reduced: [TaxRate("TVA 5.5", .percent("5.5"))]],
            taxes: ["TVA 20": 19_97, "TVA 5.5": 1_10], total: 140_90
        ),
        TaxAuthorityExample(
            name: "Switzerland: 8.1 % and 2.6 % since 2024 (our figures)",
            source: "https://law.ch/lawinfo/mehrwertsteuern/mwst-steuersaetze (MWSTG art. 25)",
            // 1081 ÷ 1.081 = 1000; 100 × 2.6 ÷ 102.6 = 2.53
            currency: .chf, pricesIncludeTax: true, goods: [(1_081_00, .standard), (100_00, .reduced)],
            rates: [
                .standard: [TaxRate("MWST 8.1", .percent("8.1"))], .reduced: [TaxRate("MWST 2.6", .percent("2.6"))],
            ],
            taxes: ["MWST 8.1": 81_00, "MWST 2.6": 2_53], total: 1_181_00
        ),
        TaxAuthorityExample(
            name: "Québec: $100 with GST and QST beside each other",
            source: "http://www.revenuquebec.ca/en/entreprise/taxes/tvq_tps/calcul-taxes.aspx",
            currency: .cad, pricesIncludeTax: false, goods: [(100_00, .standard)],
            rates: [.standard: [TaxRate("GST", .percent("5")), TaxRate("QST", .percent("9.975"))]],
            taxes: ["GST": 5_00, "QST": 9_98], total: 114_98
        ),
        TaxAuthorityExample(
            name: "Québec until 2012: QST on the price with GST",
            source: "https://webarchiveweb.wayback.bac-lac.canada.ca/web/20080209162021/"
                + "http://www.revenu.gouv.qc.ca/eng/entreprise/taxes/tvq_tps/info.asp",
            currency: .cad, pricesIncludeTax: false, goods: [(100_00, .standard)],
            rates: [.standard: [TaxRate("GST", .percent("5")), TaxRate("QST", .percent("7.5"), isCompound: true)]],
            taxes: ["GST": 5_00, "QST": 7_88], total: 112_88
        ),
        TaxAuthorityExample(
            name: "California: 2 % off $100 leaves $98 to be taxed at 8.25 %",
            source: "https://www.boe.ca.gov/formspubs/pub113/",
            currency: .usd, pricesIncludeTax: false, goods: [(100_00, .standard)], discount: 2_00,
            rates: [.standard: [TaxRate("Sales tax", .percent("8.25"))]], taxes: ["Sales tax": 8_09], total: 106_09
        ),
        TaxAuthorityExample(
            name: "New York: tax on the total of $549.95, delivery included (their base; the state's 4 % is ours)",
            source: "https://tax.ny.gov/pubs_and_bulls/tg_bulletins/st/shipping_and_delivery_charges.htm",
            currency: .usd, pricesIncludeTax: false, goods: [(499_95, .standard), (30_00, .standard)], shipping: 20_00,
            // 549.95 × 0.04 = 21.998
            rates: [.standard: [TaxRate("Sales tax", .percent("4"))]], taxes: ["Sales tax": 22_00], total: 571_95
        ),
        TaxAuthorityExample(
            name: "New York: one delivery charge for taxable and other goods is all taxable (our figures)",
            source: "https://tax.ny.gov/pubs_and_bulls/tg_bulletins/st/shipping_and_delivery_charges.htm",
            currency: .usd, pricesIncludeTax: false, goods: [(100_00, .standard), (100_00, .exempt)], shipping: 10_00,
            shippingTax: .asClass(.standard),
            rates: [.standard: [TaxRate("Sales tax", .percent("4"))]], taxes: ["Sales tax": 4_40], total: 214_40
        ),
        TaxAuthorityExample(
            name: "Georgia: up to the next cent whenever the third decimal is greater than four (our figures)",
            source: "https://getpocketlaw.com/law/state_georgia/section-48-8-31",
            currency: .usd, pricesIncludeTax: false, goods: [(10_07, .standard), (1_06, .exempt)],
            // 10.07 × 0.045 = 0.45315; at 5 % 0.5035 would be 0.50
            rates: [.standard: [TaxRate("Sales tax", .percent("4.5"))]], taxes: ["Sales tax": 45], total: 11_58
        ),
        TaxAuthorityExample(
            name: "India: half the rate for the Union and half for the state, after discounts (our figures)",
            source: "https://www.knowyourgst.com/gstlaw/cgst-act/ (CGST Act, s. 15 (3) (a))",
            currency: .inr, pricesIncludeTax: false, goods: [(10_000_00, .standard)], discount: 500_00,
            rates: [.standard: [TaxRate("CGST", .percent("9")), TaxRate("SGST", .percent("9"))]],
            taxes: ["CGST": 855_00, "SGST": 855_00], total: 11_210_00
        ),
        TaxAuthorityExample(
            name: "Australia: total invoice rule (our figures)",
            source: "https://www.ato.gov.au/law/view/print?DocID=PAC%2F19990055%2F9-90 (2) (a)",
            // 1.80 ÷ 11 = 0.1636
            currency: .aud, pricesIncludeTax: true, goods: [(60, .standard), (60, .standard), (60, .standard)],
            rates: [.standard: [TaxRate("GST", .percent("10"))]], taxes: ["GST": 16], total: 1_80
        ),
        TaxAuthorityExample(
            name: "Australia: taxable supply rule (our figures)",
            source: "https://www.ato.gov.au/law/view/print?DocID=PAC%2F19990055%2F9-90 (2) (b)",
            // 0.60 ÷ 11 = 0.0545, three times
            currency: .aud, pricesIncludeTax: true, place: .line,
            goods: [(60, .standard), (60, .standard), (60, .standard)],
            rates: [.standard: [TaxRate("GST", .percent("10"))]], taxes: ["GST": 15], total: 1_80
        ),
        TaxAuthorityExample(
            name: "Singapore: by line",
            source: "https://support.financio.co/hc/en-us/community/posts/360047809751 (both ways accepted by IRAS)",
            currency: .sgd, pricesIncludeTax: false, place: .line, goods: [(2_512_50, .standard), (656_25, .standard)],
            rates: [.standard: [TaxRate("GST", .percent("7"))]], taxes: ["GST": 221_82], total: 3_390_57
        ),
        TaxAuthorityExample(
            name: "Singapore: by order",
            source: "https://support.financio.co/hc/en-us/community/posts/360047809751 (both ways accepted by IRAS)",
            currency: .sgd, pricesIncludeTax: false, goods: [(2_512_50, .standard), (656_25, .standard)],
            rates: [.standard: [TaxRate("GST", .percent("7"))]], taxes: ["GST": 221_81], total: 3_390_56
        ),
        TaxAuthorityExample(
            name: "Japan: rounded once for each invoice and rate, here down (our figures)",
            source: "https://zeimueigo.blogspot.com/2022/08/blog-post_15.html (qualified invoices)",
            // 8 %: (108 + 217 + 99) × 0.08 = 33.92; by line it would be 8 + 17 + 7 = 32. 10 %: 555 × 0.1 = 55.5
            currency: .jpy, pricesIncludeTax: false, rounding: .down,
            goods: [(108, .reduced), (217, .reduced), (99, .reduced), (555, .standard)],
            rates: [.standard: [TaxRate("10 %", .percent("10"))], .reduced: [TaxRate("8 %", .percent("8"))]],
            taxes: ["10 %": 55, "8 %": 33], total: 979 + 55 + 33
        ),
    ]
}

extension Currency {
    fileprivate static let chf = known("CHF")
    fileprivate static let cad = known("CAD")
    fileprivate static let inr = known("INR")
    fileprivate static let aud = known("AUD")
    fileprivate static let sgd = known("SGD")

    private static func known(_ code: String) -> Currency {
        guard let currency = try? Currency(code) else { fatalError("\(code) is no currency") }
        return currency
    }
}
