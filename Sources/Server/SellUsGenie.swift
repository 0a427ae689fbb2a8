import ArgumentParser

@main
struct SellUsGenie: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sellusgenie",
        abstract: "Online shops for many owners, in one program.",
        subcommands: [
            ServeCommand.self, MigrateCommand.self, ImportCommand.self, DoctorCommand.self, CertifyCommand.self,
            KeysCommand.self,
            TenantsCommand.self, OperatorsCommand.self, JobsCommand.self,
            AuthKeysCommand.self,
        ],
        defaultSubcommand: nil
    )
}
