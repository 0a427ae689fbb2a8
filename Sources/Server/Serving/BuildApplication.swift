import Foundation
import HTTPSupport
import Hummingbird

/// Every surface behind one router, found by host or by path.
func buildApplication(_ environment: ApplicationEnvironment) throws -> some ApplicationProtocol {
    let site = try environment.site
    let router = Router(context: AppRequestContext.self)
    addHealthRoutes(to: router, database: environment.database)
    return Application(
        responder: HostRouting(router.buildResponder(), site: site),
        configuration: ApplicationConfiguration(
            address: .hostname(environment.configuration.host, port: environment.configuration.port),
            serverName: "SellUsGenie"
        ),
        onServerRunning: { _ in environment.announce() },
        logger: environment.logger
    )
}

extension ApplicationEnvironment {
    fileprivate func announce() {
        print("Listening. Dashboard: \(configuration.baseURL)/dashboard   Stop with Ctrl-C.")
        fflush(nil)
    }
}
