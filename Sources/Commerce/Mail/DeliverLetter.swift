import Postgres

/// Sends a queued letter.
package struct DeliverLetter: Sendable {
    private let vault: SecretVault
    private let mailer: any Mailer
    private let render: @Sendable (Letter) -> RenderedLetter?

    /// `render` gives a letter its look; nil for one that nobody can receive.
    package init(vault: SecretVault, mailer: any Mailer, render: @escaping @Sendable (Letter) -> RenderedLetter?) {
        self.vault = vault
        self.mailer = mailer
        self.render = render
    }

    @Sendable package func handle(_ job: Job) async throws {
        let letter = try job.payload.decode(SealedLetter.self).open(with: vault)
        guard let rendered = render(letter) else { throw MailerError.addressUnusable }
        try await mailer.send(rendered)
    }
}
