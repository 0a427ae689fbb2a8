extension Currency {
    /// What a store can sell in: amounts are kept with two decimals, so those with three are left out.
    package static let storable: [Currency] = exponents.keys.sorted().compactMap { try? Currency($0) }
        .filter { $0.exponent <= 2 }

    /// Every currency that a shop can sell in, by code. Funds, metals and test codes of the standard are left out,
    /// and so are the two units of account with four decimals (CLF, UYW), in which nothing is priced.
    static let exponents: [String: Int] = {
        var exponents: [String: Int] = [:]
        for (codes, exponent) in [(noDecimals, 0), (twoDecimals, 2), (threeDecimals, 3)] {
            for code in codes.split(whereSeparator: \.isWhitespace) {
                exponents[String(code)] = exponent
            }
        }
        return exponents
    }()

    private static let noDecimals = """
        BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF
        """

    private static let twoDecimals = """
        AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD
        CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP
        GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT
        LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN
        NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB
        SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL
        THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
        """

    private static let threeDecimals = """
        BHD IQD JOD KWD LYD OMR TND
        """
}
