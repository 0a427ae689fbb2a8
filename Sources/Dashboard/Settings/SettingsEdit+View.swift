import Commerce
import HTTPSupport

extension SettingsEdit.Model {
    func view(_ store: Store, _ chrome: DashboardChrome) -> HTML {
        SettingsPage(title: "Store", store: store, chrome: chrome, notice: notice).document(
            """
            <form class="narrow" method="post" action="\(url: DashboardChrome.StoreLink(store).path("/settings/store"))" \
            novalidate>\(chrome.token)<input type="hidden" name="version" value="\(version)">
            \(section("Name", [.name, .tagline]))\(section("Contact", [.email, .phone]))
            <section class="card"><h2>Postal address</h2>\(fields([.line1, .line2, .postalCode, .city, .state]))
            \(choice(.country, StoreChoices.countries))</section>
            \(section("Look", [.primaryColour, .secondaryColour, .logo, .favicon]))
            \(section("Search engines", [.metaTitle, .metaDescription]))
            <section class="card"><h2>Language and time</h2>\(choice(.language, StoreChoices.languages))
            \(choice(.timeZone, StoreChoices.timeZones))</section>
            <p class="actions save"><button class="button" type="submit">Save</button></p></form>
            """
        )
    }

    private func section(_ title: String, _ names: [SettingsInput.Field]) -> HTML {
        "<section class=\"card\"><h2>\(title)</h2>\(fields(names))</section>"
    }

    private func fields(_ names: [SettingsInput.Field]) -> [HTML] {
        names.map { field in
            LabelledField(
                name: field.rawValue,
                label: field.label,
                value: input[field],
                hint: field.hint,
                problem: problems.sentences[field],
                maximumLength: field.longest
            ).view
        }
    }

    private func choice(_ field: SettingsInput.Field, _ choices: [LabelledChoice.Choice]) -> HTML {
        LabelledChoice(
            name: field.rawValue,
            label: field.label,
            choices: StoreChoices.including(input[field], choices),
            chosen: input[field],
            problem: problems.sentences[field]
        ).view
    }
}
