import Commerce
import HTTPSupport

extension StaffIndex.Model {
    func view(_ chrome: DashboardChrome) -> HTML {
        SettingsPage(title: "Staff", store: store, chrome: chrome, notice: notice).document(
            """
            <div class="columns"><div>\(people(chrome))\(HTML.when(!invitations.isEmpty, pending(chrome)))\
            \(HTML.when(isEditable, form(chrome)))</div><div>\(roles)</div></div>
            """
        )
    }

    private func people(_ chrome: DashboardChrome) -> HTML {
        let nobody: HTML = "<p class=\"soft\">Nobody but the owner works here yet.</p>"
        let list: HTML = "<ul class=\"tasks people\">\(members.map { $0.view(chrome, isEditable) })</ul>"
        return "<section class=\"card\"><h2>Who works here</h2>\(members.isEmpty ? nobody : list)</section>"
    }

    private func pending(_ chrome: DashboardChrome) -> HTML {
        """
        <section class="card"><h2>Invited</h2><ul class="tasks people">\(invitations.map { $0.view(chrome, isEditable) })</ul>\
        </section>
        """
    }

    private func form(_ chrome: DashboardChrome) -> HTML {
        let email = LabelledField(
            name: "email",
            label: "E-mail address",
            value: typed.email,
            type: "email",
            maximumLength: 254,
            isRequired: true
        )
        let role = LabelledChoice(name: "role", label: "Role", choices: StaffRole.choices, chosen: typed.role)
        let path = DashboardChrome.StoreLink(store).path("/settings/staff/invitations")
        return """
            <section class="card"><h2>Invite somebody</h2>
            <form method="post" action="\(url: path)" novalidate>\(chrome.token)\(email.view)\(role.view)
            <p class="actions"><button class="button" type="submit">Send the invitation</button></p></form></section>
            """
    }

    private var roles: HTML {
        let rows: [HTML] = StaffRole.allCases.map {
            "<div><dt>\($0.title)</dt><dd class=\"soft\">\($0.explanation)</dd></div>"
        }
        return "<section class=\"card\"><h2>Roles</h2><dl class=\"roles\">\(rows)</dl></section>"
    }
}

extension StaffIndex.Member {
    func view(_ chrome: DashboardChrome, _ isEditable: Bool) -> HTML {
        let known: HTML = "<span>\(email)<span class=\"soft block\">Since \(since)</span></span>"
        guard isEditable else { return "<li>\(known)<span>\(role.title)</span></li>" }
        return """
            <li>\(known)<form class="inline" method="post" action="\(url: path)">\(chrome.token)
            <label class="sr" for="\(path)">Role of \(email)</label><select id="\(path)" name="role">
            \(StaffRole.choices.map { choice in
                """
                <option value="\(choice.value)"\(attribute: "selected", when: choice.value == role.rawValue)>\(choice.title)</option>
                """
            })</select><button class="button quiet" type="submit">Change<span class="sr"> the role of \(email)</span></button>
            <button class="button quiet" type="submit" name="event" value="removed">Remove<span class="sr"> \(email)</span>\
            </button></form></li>
            """
    }
}

extension StaffIndex.Pending {
    func view(_ chrome: DashboardChrome, _ isEditable: Bool) -> HTML {
        """
        <li><span>\(email) \(state.view)<span class="soft block">\(role.title), until \(until)</span></span>
        \(HTML.when(isEditable, buttons(chrome)))</li>
        """
    }

    private func buttons(_ chrome: DashboardChrome) -> HTML {
        """
        <form class="inline" method="post" action="\(url: path)">\(chrome.token)
        <button class="button quiet" type="submit" name="event" value="resent">Send again<span class="sr"> to \(email)</span>\
        </button><button class="button quiet" type="submit" name="event" value="withdrawn">Withdraw\
        <span class="sr"> the invitation of \(email)</span></button></form>
        """
    }
}

extension StaffRole {
    fileprivate static var choices: [LabelledChoice.Choice] {
        allCases.map { LabelledChoice.Choice(value: $0.rawValue, title: $0.title) }
    }

    var explanation: String {
        switch self {
        case .manager: "Everything in the shop but staff, keys, domain, plan and the store itself."
        case .fulfilment: "Sees orders and products, ships, counts stock."
        case .support: "Answers shoppers: orders and customers, no prices and no stock."
        case .readOnly: "Looks at everything and changes nothing."
        }
    }
}
