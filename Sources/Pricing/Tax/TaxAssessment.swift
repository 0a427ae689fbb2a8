/// Charges tax on portions of an order: the lines after their discounts, and shipping cut by tax class.
struct TaxAssessment {
    /// Something that bears one tax treatment.
    struct Portion {
        let taxClass: TaxClass
        let amount: MinorUnits
    }

    /// Portions with one treatment, and the taxes on each of them.
    struct Group {
        let treatment: TaxTreatment
        /// Where the portions stand among those that were assessed.
        fileprivate(set) var members: [Int] = []
        /// For each tax of the treatment, its amount on each member.
        fileprivate(set) var taxes: [[MinorUnits]] = []
    }

    /// The zone of the destination, if the shop has one there.
    let zone: TaxZone?
    /// The portions by treatment.
    private(set) var groups: [Group] = []

    /// Charges what the zone of the destination demands.
    init(_ portions: [Portion], to destination: Destination?, under rules: TaxRules) throws(PricingError) {
        zone = rules.zone(for: destination)
        gather(portions)
        for index in groups.indices {
            groups[index].taxes = try taxes(on: groups[index].members.map { portions[$0].amount }, index, rules)
        }
    }

    private mutating func gather(_ portions: [Portion]) {
        var treatments: [TaxClass: TaxTreatment] = [:]
        var places: [TaxTreatment: Int] = [:]
        for (position, portion) in portions.enumerated() {
            let treatment =
                treatments[portion.taxClass] ?? zone?.treatment(of: portion.taxClass) ?? .outsideZones
            treatments[portion.taxClass] = treatment
            if places[treatment] == nil {
                places[treatment] = groups.count
                groups.append(Group(treatment: treatment))
            }
            if let place = places[treatment] { groups[place].members.append(position) }
        }
    }

    private func taxes(on amounts: [MinorUnits], _ group: Int, _ rules: TaxRules) throws(PricingError) -> [[MinorUnits]]
    {
        let taxes = groups[group].treatment.taxes
        guard !taxes.isEmpty else { return [] }
        let factors = try TaxFactors(taxes)
        return switch rules.roundingPlace {
        case .line: try Self.byLine(amounts, factors, taxes.count, rules)
        case .order: try Self.byOrder(amounts, factors, rules)
        }
    }

    private static func byLine(
        _ amounts: [MinorUnits], _ factors: TaxFactors, _ count: Int, _ rules: TaxRules
    ) throws(PricingError) -> [[MinorUnits]] {
        var taxes = [[MinorUnits]](repeating: [], count: count)
        for amount in amounts {
            for (tax, share) in try factors.taxes(on: amount, rules).enumerated() {
                taxes[tax].append(share)
            }
        }
        return taxes
    }

    /// Every tax once on the sum, then spread over the portions in proportion to their amounts. Taxes inside prices are
    /// spread over what the taxes before them left, so that no portion holds more tax than money.
    private static func byOrder(
        _ amounts: [MinorUnits], _ factors: TaxFactors, _ rules: TaxRules
    ) throws(PricingError) -> [[MinorUnits]] {
        var weights = amounts
        var taxes: [[MinorUnits]] = []
        for tax in try factors.taxes(on: amounts.total(), rules) {
            let shares = Amounts.apportion(tax, over: weights)
            taxes.append(shares)
            if rules.pricesIncludeTax { weights = zip(weights, shares).map { $0 - $1 } }
        }
        return taxes
    }
}

extension TaxFactors {
    fileprivate func taxes(on amount: MinorUnits, _ rules: TaxRules) throws(PricingError) -> [MinorUnits] {
        try rules.pricesIncludeTax ? contained(in: amount, rules.rounding) : added(to: amount, rules.rounding)
    }
}
