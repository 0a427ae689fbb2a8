import Commerce
import HTTPSupport

extension StoreNew.Beginning {
    func view(_ chrome: DashboardChrome) -> HTML {
        let field = LabelledField(
            name: "name",
            label: "Name of the store",
            value: name,
            hint: "You can change it later.",
            problem: problem,
            maximumLength: StoreInput.longestName,
            isRequired: true
        )
        let choice = LabelledChoice(
            name: "country",
            label: "Country",
            choices: StoreChoices.countries,
            chosen: country,
            hint: "Where the store is at home. Currency, language and time zone follow from it."
        )
        let main: HTML = """
            <div class="head"><h1>\(isFirst ? "Open your store" : "Open another store")</h1></div>
            <p class="soft">Step 1 of 2</p>\(notice?.view)
            <form class="card narrow" action="/dashboard/stores/new">\(field.view)\(choice.view)
            <p class="actions"><button class="button" type="submit">Continue</button></p></form>
            """
        return DashboardLayout(title: "New store", chrome: chrome).document(main)
    }
}

extension StoreNew.Model {
    func view(_ chrome: DashboardChrome) -> HTML {
        let notice =
            notice
            ?? (problems.sentences.isEmpty
                ? nil : Notice(sentence: "Nothing is opened yet: check what is marked below."))
        let main: HTML = """
            <div class="head"><h1>Open your store</h1></div><p class="soft">Step 2 of 2</p>\(notice?.view)
            <form class="narrow" method="post" action="/dashboard/stores" novalidate>\(chrome.token)
            \(identity)\(terms)\(look)\(shelf)
            <p class="actions"><button class="button" type="submit">Open the store</button></p></form>
            """
        return DashboardLayout(title: "New store", chrome: chrome).document(main)
    }

    private func field(_ name: String, _ label: String, _ value: String, hint: String? = nil) -> HTML {
        LabelledField(
            name: name,
            label: label,
            value: value,
            hint: hint,
            problem: problems.sentences[name],
            maximumLength: StoreInput.longestName,
            isRequired: true
        ).view
    }

    private func choice(
        _ name: String,
        _ label: String,
        _ choices: [LabelledChoice.Choice],
        _ chosen: String,
        hint: String? = nil
    ) -> HTML {
        LabelledChoice(
            name: name,
            label: label,
            choices: choices,
            chosen: chosen,
            hint: hint,
            problem: problems.sentences[name]
        ).view
    }

    private var example: String { input.slug.isEmpty ? "my-shop" : input.slug }

    private var identity: HTML {
        """
        <section class="card"><h2>Name and address</h2>\(field("name", "Name of the store", input.name))
        \(field("slug", "Address", input.slug, hint: "Your shop is found at \(host)/s/\(example) and at \(example).\(host). A domain of your own can be added later."))
        </section>
        """
    }

    private var terms: HTML {
        """
        <section class="card"><h2>Where you sell</h2>\(choice("country", "Country", StoreChoices.countries, input.country))
        \(choice("currency", "Currency", StoreChoices.currencies, input.currency, hint: "All prices are in it; it stays once the store is open."))
        \(choice("language", "Language", StoreChoices.languages, input.language, hint: "The shop’s own words are in English or German; products are searched in the language you choose."))
        \(choice("time_zone", "Time zone", StoreChoices.timeZones, input.timeZone, hint: "Your days begin at its midnight."))</section>
        """
    }

    private var look: HTML {
        """
        <section class="card"><fieldset class="plain"\
        \(attribute: "aria-describedby", problems.sentences["template"].map { _ in "template-problem" })>
        <legend>Look</legend><div class="swatches">\(StoreTemplate.allCases.map { swatch($0) })</div></fieldset>
        \(problems.sentences["template"].map { "<span class=\"error\" id=\"template-problem\">\($0)</span>" })
        <p class="soft">Colours and logo can be changed at any time.</p></section>
        """
    }

    private func swatch(_ template: StoreTemplate) -> HTML {
        """
        <label class="swatch"><input type="radio" name="template" value="\(template.rawValue)"\
        \(attribute: "checked", when: template.rawValue == input.template)>
        <svg viewBox="0 0 60 36" width="60" height="36" aria-hidden="true">\
        <rect width="60" height="36" rx="5" fill="\(template.primaryColour)"/>\
        <rect y="24" width="60" height="12" rx="5" fill="\(template.secondaryColour)"/></svg><span>\(template.title)</span></label>
        """
    }

    private var shelf: HTML {
        """
        <section class="card"><fieldset class="plain"><legend>First products</legend>
        \(radio("samples", "Put sample products on the shelf", "Two dozen to look around with; take them off when yours are there."))
        \(radio("file", "Bring a CSV file", "As Shopify writes it; you see what it would do before anything changes."))
        \(radio("hand", "Add the first one by hand", "A name and a price are enough to begin with."))
        \(radio("", "Later", "The shop opens empty."))</fieldset></section>
        """
    }

    private func radio(_ value: String, _ title: String, _ hint: String) -> HTML {
        """
        <label class="check"><input type="radio" name="products" value="\(value)"\
        \(attribute: "checked", when: input.products == value)><span>\(title)<span class="soft block">\(hint)</span></span></label>
        """
    }
}

extension StoreTemplate {
    var title: String {
        switch self {
        case .calm: "Calm"
        case .warm: "Warm"
        case .bold: "Bold"
        }
    }
}
