/// A page that asks for a few things, or only says something.
package struct AccountForm: Sendable {
    package var title: String
    package var lead: String?
    package var notice: AccountNotice?
    package var fields: [AccountField] = []
    /// Sent along unseen, in this order.
    var hidden: [(name: String, value: String)] = []
    /// Where it is sent; nil where there is nothing to send.
    var action: String?
    var button = ""
    var isQuiet = false
    /// Before the ids of the fields, where another form of the page has fields of the same names.
    var prefix = ""
    /// Whose account elsewhere opens the door as well, and the word before them.
    var providers: [AccountLink] = []
    var orElse = ""
    /// Other ways from here.
    package var links: [AccountLink] = []

    package init(title: String, lead: String? = nil, notice: AccountNotice? = nil, links: [AccountLink] = []) {
        self.title = title
        self.lead = lead
        self.notice = notice
        self.links = links
    }
}

/// A sentence about what happened, or what went wrong.
package struct AccountNotice: Hashable, Sendable {
    package let sentence: String
    package var isGood = false

    package init(_ sentence: String, isGood: Bool = false) {
        self.sentence = sentence
        self.isGood = isGood
    }
}

package struct AccountLink: Hashable, Sendable {
    package let title: String
    package let path: String

    package init(title: String, path: String) {
        self.title = title
        self.path = path
    }
}

/// Something to type.
package struct AccountField: Hashable, Sendable {
    /// What it is for: browsers fill in what they know by it, and phones show the right keyboard.
    enum Kind: Sendable {
        case name, email, newEmail, password, newPassword, code, recoveryCode, label
    }

    let name: String
    let label: String
    let kind: Kind
    var value = ""
    var hint: String?
    var problem: String?
    var isFirst = false
}

extension AccountForm {
    /// Puts what is wrong beside the field that it is about.
    mutating func mark(_ field: String, _ problem: String?) {
        guard let index = fields.firstIndex(where: { $0.name == field }) else { return }
        fields[index].problem = problem
    }
}
