import Commerce
import HTTPSupport
import Pricing

/// What somebody typed about a new store, kept to the letter so that nothing is lost when something is wrong.
struct StoreInput: Sendable, Hashable {
    var name: String
    var slug: String
    var country: String
    var currency: String
    var language: String
    var timeZone: String
    var template: String
    /// Where the first products come from: `samples`, `file`, `hand`, or empty for later.
    var products: String

    typealias Problems = FieldProblems

    static let longestName = 100
}

extension StoreInput {
    init(_ form: Form) {
        name = form["name"]
        slug = form["slug"].lowercased()
        country = form["country"]
        currency = form["currency"]
        language = form["language"]
        timeZone = form["time_zone"]
        template = form["template"]
        products = form["products"]
    }

    /// What is likely for a store of that name in that country.
    init(name: String, country: String, slug: String) {
        self.init(
            name: name,
            slug: slug,
            country: country,
            currency: StoreChoices.currency(in: country),
            language: StoreChoices.language(in: country),
            timeZone: StoreChoices.timeZone(in: country),
            template: StoreTemplate.calm.rawValue,
            products: "samples"
        )
    }

    func store() throws(Problems) -> NewStore {
        var problems = Problems()
        if let sentence = Self.problem(withName: name) { problems.sentences["name"] = sentence }
        let slug = StoreSlug(slug)
        if slug == nil { problems.sentences["slug"] = Self.slugAdvice }
        if !StoreChoices.isKnown(country, in: StoreChoices.countries) { problems.note("country") }
        let currency = try? Currency(currency)
        if currency == nil || currency?.exponent == 3 { problems.note("currency") }
        if !StoreChoices.isKnown(language, in: StoreChoices.languages) { problems.note("language") }
        if !StoreChoices.isKnown(timeZone, in: StoreChoices.timeZones) { problems.note("time_zone") }
        let template = StoreTemplate(rawValue: template)
        if template == nil { problems.note("template") }
        guard problems.sentences.isEmpty, let slug, let currency, let template else { throw problems }
        return NewStore(
            name: name,
            slug: slug,
            country: country,
            currency: currency,
            language: language,
            timeZone: timeZone,
            template: template,
            wantsSamples: products == "samples"
        )
    }

    static func problem(withName name: String) -> String? {
        if name.isEmpty { return "Give the store a name." }
        return name.count > longestName ? "Shorten the name to \(longestName) characters." : nil
    }

    static let slugAdvice = "Use small letters, digits and dashes, 63 at most; begin and end with a letter or a digit."
}

extension StoreInput.Problems {
    fileprivate mutating func note(_ field: String) { sentences[field] = "Choose one of the list." }

    /// What the database refused, beside the field it is about.
    init?(_ error: StoreError) {
        switch error {
        case .slugTaken: self.init(sentences: ["slug": "Another store has this address. Choose another one."])
        case .slugReserved: self.init(sentences: ["slug": "This address is kept for the platform. Choose another one."])
        default: return nil
        }
    }
}
