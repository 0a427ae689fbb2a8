import Commerce
import Foundation
import HTTPSupport
import Postgres

extension AccountShow {
    /// What the page knows, on its way to sections.
    struct Model: Sendable {
        let profile: AccountProfile
        let factors: [Factor]
        /// How many recovery codes are left.
        let codes: Int
        let connections: [ConnectedIdentity]
        let providers: [ProviderName]
        let sessions: [AccountSession]
        let visitor: AccountVisitor
        let realm: Realm
        let paths: AccountPaths
        let wording: AccountWording
        let formToken: String

        init(_ surface: Surface, _ visitor: AccountVisitor, _ context: Surface.Context) async throws {
            profile = try await ShowAccount(surface.accounts)(visitor.user.id)
            factors = try await ListFactors(surface.accounts)(of: visitor.user.id).filter(\.isVerified)
            codes = factors.isEmpty ? 0 : try await CountRecoveryCodes(surface.accounts)(of: visitor.user.id)
            connections = try await ListConnections(surface.accounts)(of: visitor.user.id)
            providers = surface.offeredProviders
            sessions = try await ListSessions(surface.accounts)(of: visitor.user.id)
            self.visitor = visitor
            realm = surface.realm(context)
            paths = surface.paths(context)
            wording = surface.wording(context)
            formToken = surface.forms.token(for: visitor.cookie)
        }
    }
}

extension AccountShow.Model {
    func room(refused: AccountShow.Refused?) -> AccountRoom {
        // A shop asks its customers for a name with their address.
        var sections: [(AccountShow.Matter, AccountSection)] = realm == .platform ? [(.name, name)] : []
        sections += [(.email, email), (.password, password)]
        if !providers.isEmpty || !connections.isEmpty { sections.append((.connections, connected)) }
        sections.append((.factors, authenticators))
        if !factors.isEmpty { sections.append((.recovery, recovery)) }
        sections += [(.sessions, devices), (.deletion, deletion)]
        let marked = sections.map { matter, section in
            matter == refused?.section ? section.showing(refused, wording) : section
        }
        return AccountRoom(title: wording.yourAccount, sections: marked, formToken: formToken)
    }

    private var name: AccountSection {
        var form = form("name", button: wording.save)
        form.fields = [AccountField(name: "name", label: wording.name, kind: .name, value: profile.name)]
        return AccountSection(title: wording.name, forms: [form])
    }

    private var email: AccountSection {
        var form = form("email", button: wording.changeEmail)
        form.fields = [AccountField(name: "email", label: wording.newEmail, kind: .newEmail)]
        let lead = profile.newEmail.map { wording.emailChanging(profile.email, $0) } ?? wording.emailIs(profile.email)
        return AccountSection(title: wording.email, lead: lead, forms: [form])
    }

    private var password: AccountSection {
        guard profile.hasPassword else {
            let letter = AccountLink(title: wording.choosePassword, path: paths.letter(.newPassword))
            return AccountSection(title: wording.password, lead: wording.noPassword, links: [letter])
        }
        var form = form("password", button: wording.changePassword)
        form.fields = [
            AccountField(name: "current_password", label: wording.currentPassword, kind: .password),
            AccountField(name: "password", label: wording.newPassword, kind: .newPassword, hint: wording.passwordHint),
        ]
        return AccountSection(title: wording.password, lead: wording.passwordLead, forms: [form])
    }

    private var connected: AccountSection {
        var section = AccountSection(title: wording.connections, lead: wording.connectionsLead)
        section.rows = connections.map { one in
            AccountSection.Row(
                title: one.provider.title,
                detail: [one.email, wording.since(one.since)].compactMap(\.self).joined(separator: " · "),
                action: form("connections/\(one.id)/removal", button: wording.disconnect, isQuiet: true)
            )
        }
        section.forms = providers.filter { name in !connections.contains { $0.provider == name } }.map {
            form("connections/\($0.rawValue)", button: wording.connect($0), isQuiet: true)
        }
        return section
    }

    private var recovery: AccountSection {
        var form = form("recovery-codes", button: wording.makeCodes, isQuiet: true)
        form.fields = [
            profile.hasPassword
                ? AccountField(
                    name: "current_password", label: wording.currentPassword, kind: .password,
                    hint: wording.makeCodesHint)
                : AccountField(name: "code", label: wording.code, kind: .code, hint: wording.makeCodesHint)
        ]
        form.prefix = "recovery-"
        return AccountSection(title: wording.recoveryCodes, lead: wording.codesLeft(codes), forms: [form])
    }

    private var authenticators: AccountSection {
        var section = AccountSection(title: wording.authenticators, lead: wording.authenticatorsLead)
        section.rows = factors.map { factor in
            let removal = form("factors/\(factor.id)/removal", button: wording.remove, isQuiet: true)
            return AccountSection.Row(
                title: factor.name ?? wording.authenticator, detail: wording.since(factor.createdAt), action: removal)
        }
        var enrol = form("factors", button: wording.addAuthenticator, isQuiet: !factors.isEmpty)
        enrol.fields = [
            AccountField(
                name: "label", label: wording.authenticatorName, kind: .label,
                value: factors.isEmpty ? wording.myPhone : "")
        ]
        section.forms = [enrol]
        return section
    }

    private var devices: AccountSection {
        var section = AccountSection(title: wording.sessions, lead: wording.sessionsLead)
        section.rows = sessions.map { session in
            let isThis = session.id == visitor.session
            let end = form("sessions/\(session.id)/end", button: wording.signOut, isQuiet: true)
            return AccountSection.Row(
                title: Device(session.userAgent).words(wording),
                detail: wording.lastUsed(session.lastUsedAt, from: session.address?.description),
                mark: isThis ? wording.thisDevice : nil,
                action: isThis ? nil : end
            )
        }
        if sessions.count > 1 { section.forms = [form("sessions/end", button: wording.signOutOthers, isQuiet: true)] }
        return section
    }

    private var deletion: AccountSection {
        var form = form("deletion", button: wording.deleteAccount, isQuiet: true)
        form.fields = [AccountField(name: "current_password", label: wording.currentPassword, kind: .password)]
        // The page has two fields for the current password; each label finds its own.
        form.prefix = "deletion-"
        return AccountSection(
            title: wording.deleteAccount, lead: wording.deletionLead(realm), forms: [form], isFolded: true)
    }

    private func form(_ path: String, button: String, isQuiet: Bool = false) -> AccountForm {
        var form = AccountForm(title: "")
        form.hidden = [(FormTokens.field, formToken)]
        form.action = "\(paths.rooms)/\(path)"
        form.button = button
        form.isQuiet = isQuiet
        return form
    }
}

extension AccountSection {
    /// With what was typed, and what is wrong with it.
    fileprivate func showing<Surface>(_ refused: AccountShow<Surface>.Refused?, _ wording: AccountWording)
        -> AccountSection
    {
        guard let refused else { return self }
        var section = self
        for index in section.forms.indices {
            for field in section.forms[index].fields.indices {
                let name = section.forms[index].fields[field].name
                if refused.typed.has(name) { section.forms[index].fields[field].value = refused.typed[name] }
            }
            section.forms[index].show(refused.refusal, wording)
            section.notice = section.notice ?? section.forms[index].notice
        }
        if section.forms.isEmpty { section.notice = AccountNotice(wording.sentence(refused.refusal)) }
        return section
    }
}
