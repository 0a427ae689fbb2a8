import Commerce
import Foundation
import HTTPSupport
import Pricing

extension StorefrontWording {
    var discountCode: String { say("Discount code", de: "Rabattcode") }
    var applyCode: String { say("Apply", de: "Einlösen") }
    var codeMalformed: String {
        say("Enter the code as it was given to you, without spaces.", de: "Geben Sie den Code ohne Leerzeichen ein.")
    }
    var promotionOver: String {
        say(
            "A discount has just been used up or has ended. Check the new total and place the order again.",
            de:
                "Ein Rabatt ist gerade ausgeschöpft oder abgelaufen. Prüfen Sie die neue Summe und bestellen Sie erneut."
        )
    }

    /// Why a code gives nothing.
    func sentence(_ refusal: PromotionRefusal, _ shop: Shop) -> String {
        let code = refusal.code ?? ""
        return "\(code): \(sentence(refusal.reason, shop))"
    }

    private func sentence(_ reason: PromotionRefusal.Reason, _ shop: Shop) -> String {
        switch reason {
        case .spendNotReached(let missing):
            say(
                "add goods for \(shop.format(missing)) more to use it.",
                de: "noch für \(shop.format(missing)) einkaufen.")
        case .quantityNotReached(let missing):
            say("add \(missing) more to use it.", de: "noch \(missing) Stück in den Warenkorb legen.")
        case .notYet(let start):
            say(
                "it can be used from \(ShopDates.day(start, in: shop)) on.",
                de: "gilt erst ab \(ShopDates.day(start, in: shop)).")
        case .expired(let end):
            say("it ended on \(ShopDates.day(end, in: shop)).", de: "galt bis \(ShopDates.day(end, in: shop)).")
        case .unknownCode, .usedUp, .alreadyUsed, .otherCurrency: used(reason)
        case .notFirstOrder, .otherCustomers, .otherCountry, .addressNeeded: forOthers(reason)
        case .nothingEligible, .nothingLeft, .shippingNotChosen, .notCombined: withoutEffect(reason)
        }
    }

    private func used(_ reason: PromotionRefusal.Reason) -> String {
        switch reason {
        case .usedUp: say("it has been used up.", de: "ist schon ausgeschöpft.")
        case .alreadyUsed: say("you have used it already.", de: "haben Sie schon eingelöst.")
        default:
            say("the shop has no such code. Check how it is spelt.", de: "gibt es nicht. Prüfen Sie die Schreibweise.")
        }
    }

    private func forOthers(_ reason: PromotionRefusal.Reason) -> String {
        switch reason {
        case .notFirstOrder: say("it is for first orders only.", de: "gilt nur für die erste Bestellung.")
        case .otherCountry: say("it is not for this country.", de: "gilt nicht für dieses Land.")
        case .addressNeeded: say("it is applied once your address is known.", de: "wird mit Ihrer Adresse eingelöst.")
        default: say("it is for other customers.", de: "gilt für andere Kunden.")
        }
    }

    private func withoutEffect(_ reason: PromotionRefusal.Reason) -> String {
        switch reason {
        case .nothingEligible:
            say(
                "it is for other articles than those in your cart.", de: "gilt für andere Artikel als die im Warenkorb."
            )
        case .notCombined:
            say(
                "it cannot be combined with your other discounts, which save you more.",
                de: "ist nicht mit Ihren anderen Rabatten kombinierbar, die mehr sparen.")
        case .shippingNotChosen:
            say(
                "it makes shipping cheaper, which this order does not need.",
                de: "senkt den Versand, den Sie nicht brauchen.")
        default: say("nothing is left that it could make cheaper.", de: "kann nichts mehr günstiger machen.")
        }
    }
}
