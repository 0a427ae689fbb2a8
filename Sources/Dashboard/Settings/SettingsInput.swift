import Commerce
import HTTPSupport

/// What somebody typed about a store, kept to the letter.
struct SettingsInput: Sendable, Hashable {
    private(set) var values: [Field: String]

    enum Field: String, CaseIterable, Sendable {
        case name, tagline, email, phone, line1, line2, city, state
        case postalCode = "postal_code"
        case country, logo, favicon
        case primaryColour = "primary_colour"
        case secondaryColour = "secondary_colour"
        case metaTitle = "meta_title"
        case metaDescription = "meta_description"
        case language
        case timeZone = "time_zone"
    }

    subscript(field: Field) -> String { values[field, default: ""] }

    init(_ form: Form) {
        values = Dictionary(uniqueKeysWithValues: Field.allCases.map { ($0, form[$0.rawValue]) })
    }

    init(_ settings: StoreSettings) {
        let found: [Field: String?] = [
            .name: settings.name, .tagline: settings.tagline, .email: settings.email, .phone: settings.phone,
            .line1: settings.line1, .line2: settings.line2, .city: settings.city, .state: settings.state,
            .postalCode: settings.postalCode, .country: settings.country, .logo: settings.logo,
            .favicon: settings.favicon, .primaryColour: settings.primaryColour,
            .secondaryColour: settings.secondaryColour, .metaTitle: settings.metaTitle,
            .metaDescription: settings.metaDescription, .language: settings.language, .timeZone: settings.timeZone,
        ]
        values = found.compactMapValues(\.self)
    }
}

extension SettingsInput {
    struct Problems: Error, Hashable {
        var sentences: [Field: String] = [:]
    }

    /// - Parameter current: what is set may stay, also where it is none of the choices.
    func settings(replacing current: StoreSettings) throws(Problems) -> StoreSettings {
        var problems = Problems()
        if let sentence = StoreInput.problem(withName: self[.name]) { problems.sentences[.name] = sentence }
        for field in Field.allCases where self[field].count > field.longest {
            problems.sentences[field] = "Shorten this to \(field.longest) characters."
        }
        if !self[.email].isEmpty, EmailAddress(self[.email]) == nil {
            problems.sentences[.email] = "Enter an address such as hello@shop.example, or nothing."
        }
        for field in [Field.logo, .favicon] where !Self.isPicture(self[field]) {
            problems.sentences[field] = "Enter an address that begins with https://, or nothing."
        }
        for field in [Field.primaryColour, .secondaryColour] where !Self.isColour(self[field]) {
            problems.sentences[field] = "Enter a colour such as #1f4d3f, or nothing."
        }
        check(.country, StoreChoices.countries, current.country, &problems)
        check(.language, StoreChoices.languages, current.language, &problems)
        check(.timeZone, StoreChoices.timeZones, current.timeZone, &problems)
        guard problems.sentences.isEmpty else { throw problems }
        return settings(from: current)
    }

    private func check(
        _ field: Field,
        _ choices: [LabelledChoice.Choice],
        _ current: String,
        _ problems: inout Problems
    ) {
        guard self[field] != current, !StoreChoices.isKnown(self[field], in: choices) else { return }
        problems.sentences[field] = "Choose one of the list."
    }

    private func settings(from current: StoreSettings) -> StoreSettings {
        func text(_ field: Field) -> String? { self[field].isEmpty ? nil : self[field] }
        var settings = current
        settings.name = self[.name]
        settings.tagline = text(.tagline)
        settings.email = text(.email)
        settings.phone = text(.phone)
        settings.line1 = text(.line1)
        settings.line2 = text(.line2)
        settings.city = text(.city)
        settings.state = text(.state)
        settings.postalCode = text(.postalCode)
        settings.country = self[.country]
        settings.logo = text(.logo)
        settings.favicon = text(.favicon)
        settings.primaryColour = text(.primaryColour)
        settings.secondaryColour = text(.secondaryColour)
        settings.metaTitle = text(.metaTitle)
        settings.metaDescription = text(.metaDescription)
        settings.language = self[.language]
        settings.timeZone = self[.timeZone]
        return settings
    }

    private static func isPicture(_ text: String) -> Bool {
        text.isEmpty || text.hasPrefix("/") && !text.hasPrefix("//")
            || text.hasPrefix("https://") && !text.contains(where: \.isWhitespace)
    }

    private static func isColour(_ text: String) -> Bool {
        text.isEmpty || text.wholeMatch(of: /#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})/) != nil
    }
}

extension SettingsInput.Field {
    var longest: Int {
        switch self {
        case .tagline, .metaTitle: 150
        case .metaDescription: 320
        case .email: 254
        case .logo, .favicon: 1_000
        case .primaryColour, .secondaryColour: 7
        default: 100
        }
    }

    var label: String {
        switch self {
        case .name: "Name"
        case .tagline: "Tagline"
        case .email: "E-mail address for shoppers"
        case .phone: "Telephone"
        case .line1: "Street and number"
        case .line2: "Addition"
        case .city: "Town"
        case .state: "State or province"
        case .postalCode: "Postal code"
        case .country: "Country"
        case .logo: "Logo"
        case .favicon: "Small picture for browser tabs"
        case .primaryColour: "Main colour"
        case .secondaryColour: "Second colour"
        case .metaTitle: "Title"
        case .metaDescription: "Description"
        case .language: "Language"
        case .timeZone: "Time zone"
        }
    }

    var hint: String? {
        switch self {
        case .tagline: "One sentence under the name."
        case .logo, .favicon: "The address of a picture."
        case .primaryColour: "Buttons and what stands out, such as #1f4d3f."
        case .secondaryColour: "Soft areas behind pictures."
        case .metaDescription: "What search engines show below the title."
        default: nil
        }
    }
}
