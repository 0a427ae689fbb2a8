import Commerce
import Providers

extension ApplicationEnvironment {
    var webhookAddresses: WebhookAddress.Rule {
        configuration.webhooksToPrivateAddresses ? .anywhere : .publicOnly
    }

    var deliverWebhooks: DeliverWebhooks {
        let base = configuration.baseURL
        return DeliverWebhooks(database: database, vault: vault, sender: HTTPWebhookSender(webhookAddresses)) { slug in
            "\(base)/dashboard/stores/\(slug)/settings"
        }
    }
}
