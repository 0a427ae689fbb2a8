import Commerce
import HTTPSupport
import Hummingbird

/// The e-mail service of a store.
struct EmailSettings: Sendable {
    let dashboard: Dashboard

    private var room: KeyRoom {
        KeyRoom(dashboard: dashboard, page: .email, sentences: ["saved": "Saved.", "removed": "Removed."]) {
            typed, store, db in
            let kept = try await EmailConfiguration.find(in: store.id, on: db)
            let path = KeyPage.email.path(DashboardChrome.StoreLink(store))
            return Model(kept, typed.form, typed.problems, path: path).view
        }
    }

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        try await room.show(request, context)
    }

    @Sendable func save(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        try await room.save(request, context) { form, store in
            var problems: [String: String] = [:]
            guard let configuration = EmailConfiguration(form, &problems) else { return problems }
            do {
                try await dashboard.read(store, context) { db in
                    try await SaveEmailConfiguration.run(
                        configuration, key: form.secret("key"), in: store.id, vault: dashboard.vault, on: db)
                }
                return [:]
            } catch EmailConfigurationError.keyMissing {
                return ["key": "Enter the key that your e-mail service gave you."]
            }
        }
    }

    @Sendable func remove(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        try await room.remove(request, context) { store, db in
            try await RemoveEmailConfiguration.run(in: store.id, on: db)
        }
    }
}

extension EmailConfiguration {
    /// Nil when something is wrong, which then stands among the problems.
    fileprivate init?(_ form: Form, _ problems: inout [String: String]) {
        let provider = Provider(rawValue: form["provider"])
        let sender = EmailAddress(form["sender"])
        let replyTo = form["reply_to"].isEmpty ? nil : EmailAddress(form["reply_to"])
        if provider == nil { problems["provider"] = "Choose one of the services." }
        if sender == nil { problems["sender"] = "Enter an address such as shop@example.com." }
        if replyTo == nil && !form["reply_to"].isEmpty {
            problems["reply_to"] = "Enter an address such as help@example.com, or nothing."
        }
        let name = form["sender_name"]
        // Both stand in the head of every letter, which a line end would end.
        if name.isEmpty || name.count > 100
            || name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
        {
            problems["sender_name"] = "Enter the name that stands before the address, on one line."
        }
        guard problems.isEmpty, let provider, let sender else { return nil }
        self.init(provider: provider, sender: sender, senderName: name, replyTo: replyTo)
    }
}
