import Postgres

/// Why a promotion is not saved.
package enum PromotionError: Error, Hashable {
    case unknown
    /// Another promotion in force has this code.
    case codeTaken
    case codeMalformed
    case endsBeforeItStarts
    case nameMissing

    init?(_ error: PostgresError) {
        switch error.constraint {
        case "promotions_code_is_unique": self = .codeTaken
        case "promotions_code_can_be_typed": self = .codeMalformed
        case "promotions_end_after_they_start": self = .endsBeforeItStarts
        case "promotions_name_not_empty": self = .nameMissing
        default: return nil
        }
    }
}
