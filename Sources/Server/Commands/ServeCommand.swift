import ArgumentParser
import Logging

/// `sellusgenie serve`
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the shops and the dashboard until told to stop."
    )

    @Option(help: "The address to listen on (default: 127.0.0.1, or SELLUSGENIE_HOST).")
    var host: String?

    @Option(help: "The port to listen on (default: 8080, or SELLUSGENIE_PORT).")
    var port: Int?

    @Flag(help: "Make a sample shop with an owner, products and orders, once, in an empty database.")
    var demo = false

    func run() async throws {
        let configuration = try await ServerConfiguration.read(arguments: .init(host: host, port: port))
        try await Server(configuration: configuration, isDemo: demo).run()
    }
}
