import HTTPSupport

extension StorefrontWording {
    var thankYou: String { say("Thank you for your order", de: "Danke für Ihre Bestellung") }
    var ordered: String { say("Ordered", de: "Bestellt") }
    var deliverTo: String { say("Deliver to", de: "Lieferung an") }
    var paymentDue: String { say("Payment due", de: "Zahlung offen") }
    var paymentReceived: String { say("Paid", de: "Bezahlt") }
    var paymentProcessing: String { say("Payment is being confirmed", de: "Zahlung wird bestätigt") }
    var paymentFailed: String { say("Payment did not go through", de: "Zahlung fehlgeschlagen") }
    var refunded: String { say("Refunded", de: "Erstattet") }
    var cancelled: String { say("Cancelled", de: "Storniert") }
    var payNow: String { say("Pay now", de: "Jetzt bezahlen") }
    var manualInstructions: String {
        say(
            "The shop will send you its payment details. Your order is reserved in the meantime.",
            de: "Der Shop sendet Ihnen die Zahlungsdaten. Ihre Bestellung ist so lange reserviert."
        )
    }
    var keepThisAddress: String {
        say(
            "Keep the address of this page: it always shows how your order stands.",
            de: "Merken Sie sich diese Seite: Sie zeigt immer den Stand Ihrer Bestellung.")
    }
    var stepPlaced: String { say("Placed", de: "Eingegangen") }
    var stepPaid: String { say("Paid", de: "Bezahlt") }
    var stepShipped: String { say("Shipped", de: "Versendet") }
    var stepDelivered: String { say("Delivered", de: "Geliefert") }
    var progress: String { say("Progress of your order", de: "Stand Ihrer Bestellung") }
    var paymentUnavailable: String {
        say(
            "The payment form could not be loaded. Check your connection, allow scripts for this page and reload it.",
            de:
                "Das Zahlungsformular konnte nicht geladen werden. Prüfen Sie die Verbindung, erlauben Sie Skripte und laden Sie neu."
        )
    }
    var testMode: String { say("Test mode", de: "Testmodus") }
    var testModeHint: String {
        say(
            "No money moves. Choose how Stripe should answer.",
            de: "Es fließt kein Geld. Wählen Sie, wie Stripe antworten soll.")
    }
    var testCardGood: String { say("Card that is accepted", de: "Karte, die angenommen wird") }
    var testCardBad: String { say("Card that is declined", de: "Karte, die abgelehnt wird") }
    var paymentDeclined: String {
        say(
            "The card was declined. Try another one; nothing has been charged.",
            de: "Die Karte wurde abgelehnt. Versuchen Sie eine andere; es wurde nichts belastet.")
    }

    func order(_ number: String) -> String { say("Order \(number)", de: "Bestellung \(number)") }
    func pay(_ amount: String) -> String { say("Pay \(amount)", de: "\(amount) bezahlen") }
}
