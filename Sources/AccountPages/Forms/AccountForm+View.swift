package import HTTPSupport

extension AccountForm {
    /// The form alone; the heading and what is around are the surface's.
    package var view: HTML {
        guard let action else { return .empty }
        return """
            <form method="post" action="\(url: action)" class="account-form">
            \(hidden.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" })
            \(fields.map { $0.view(prefix) })
            <button class="button\(isQuiet ? " quiet" : "")" type="submit">\(button)</button></form>
            """
    }

    /// The other ways.
    package var ways: HTML {
        """
        \(HTML.when(!providers.isEmpty, "<p class=\"or\">\(orElse)</p>"))\(providers.map(\.button))
        \(HTML.when(!links.isEmpty, "<ul class=\"ways\">\(links.map { "<li><a href=\"\(url: $0.path)\">\($0.title)</a></li>" })</ul>"))
        """
    }
}

extension AccountLink {
    /// As wide as a form's button.
    var button: HTML { "<p class=\"provider\"><a class=\"button quiet\" href=\"\(url: path)\">\(title)</a></p>" }
}

extension AccountNotice {
    package var view: HTML {
        isGood
            ? "<p class=\"notice good done\" role=\"status\">\(sentence)</p>"
            : "<p class=\"notice problem\" role=\"alert\">\(sentence)</p>"
    }
}

extension AccountField {
    func view(_ prefix: String) -> HTML {
        let id = prefix + name
        return """
            <div class="field\(problem == nil ? "" : " wrong")"><label for="\(id)">\(label)</label>
            <input id="\(id)" name="\(name)" type="\(type)"\(attribute: "value", isSecret ? nil : value) \
            autocomplete="\(autocomplete)" maxlength="\(longest)" required\
            \(attribute: "inputmode", kind == .code ? "numeric" : nil)\(attribute: "autofocus", when: isFirst)\
            \(attribute: "aria-invalid", problem == nil ? nil : "true")\(attribute: "aria-describedby", described(id))>
            \(hint.map { "<p class=\"hint\" id=\"\(id)-hint\">\($0)</p>" })
            \(problem.map { "<p class=\"error\" id=\"\(id)-error\">\($0)</p>" })</div>
            """
    }

    private var isSecret: Bool { kind == .password || kind == .newPassword || kind == .code }

    private func described(_ id: String) -> String? {
        let ids = [hint.map { _ in "\(id)-hint" }, problem.map { _ in "\(id)-error" }].compactMap(\.self)
        return ids.isEmpty ? nil : ids.joined(separator: " ")
    }

    private var type: String {
        switch kind {
        case .email, .newEmail: "email"
        case .password, .newPassword: "password"
        case .name, .code, .recoveryCode, .label: "text"
        }
    }

    private var longest: Int {
        switch kind {
        case .email, .newEmail: 254
        case .name, .label: 100
        case .password, .newPassword: 200
        case .code: 12
        case .recoveryCode: 30
        }
    }

    private var autocomplete: String {
        switch kind {
        case .name: "name"
        case .email: "username"
        case .newEmail: "email"
        case .password: "current-password"
        case .newPassword: "new-password"
        case .code: "one-time-code"
        case .recoveryCode, .label: "off"
        }
    }
}
