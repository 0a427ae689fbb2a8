package import Pricing

extension RowProblem {
    /// Why a row cannot be imported.
    package enum Reason: Equatable, Sendable {
        case brokenQuotes
        case unclosedQuote
        case notUTF8
        case zeroByte
        case fieldCount(expected: Int, found: Int)
        case missing
        case tooLong(limit: Int)
        case handle
        case scatteredHandle(firstLine: Int)
        case amount(MoneyError)
        case negativeAmount
        case wholeNumber(String)
        case outOfRange(ClosedRange<Int>)
        case oneOf([String])
        case optionValueWithoutName
        case optionNameTwice
        case sameOptionsAsLine(Int)
        case tooManyVariants(limit: Int)
        case address(String)
        case description(SanitisedHTML.Refusal)
        case skuTaken(String)
        case giftCard
        case notStored(sqlState: String)
    }
}

extension RowProblem.Reason: CustomStringConvertible {
    package var description: String {
        switch self {
        case .brokenQuotes:
            "a quotation mark stands in the middle of a field; put the field in quotes and double the marks inside it"
        case .unclosedQuote:
            "a quotation mark is opened and never closed; close it, or double it if it belongs to the text"
        case .notUTF8:
            "the text is not UTF-8; save the file as “CSV UTF-8”"
        case .zeroByte:
            "the text contains a zero byte; remove it"
        case .fieldCount(let expected, let found):
            "the row has \(found) fields where the header has \(expected); add or remove commas"
        case .missing:
            "a value is missing; fill it in"
        case .tooLong(let limit):
            "the text is longer than \(limit) characters; shorten it"
        case .handle:
            "the handle is no address; use small letters, digits and hyphens"
        case .scatteredHandle(let firstLine):
            "the handle was used before, from line \(firstLine); put all rows of a product together"
        default:
            valueDescription
        }
    }

    private var valueDescription: String {
        switch self {
        case .amount(let error):
            error.description
        case .negativeAmount:
            "a price cannot be below zero; correct it"
        case .wholeNumber(let text):
            "“\(text.prefix(40))” is not a whole number; write digits only"
        case .outOfRange(let range):
            "the number is out of range; use \(range.lowerBound) to \(range.upperBound)"
        case .oneOf(let values):
            "the value is not known; use \(values.joined(separator: " or "))"
        case .address(let text):
            "“\(text.prefix(80))” is not an http or https address; correct it"
        default:
            productDescription
        }
    }

    private var productDescription: String {
        switch self {
        case .optionValueWithoutName:
            "the option has a value but no name on the product's first row; name it there"
        case .optionNameTwice:
            "two options of the product have the same name; rename or remove one of them"
        case .sameOptionsAsLine(let line):
            "the variant has the same options as the one on line \(line); change or remove one of them"
        case .tooManyVariants(let limit):
            "the product has more than \(limit) variants; divide it into several products"
        case .description(let refusal):
            refusal.description
        case .skuTaken(let sku):
            "the SKU “\(sku)” already belongs to another variant of the store; give each its own"
        case .giftCard:
            "gift cards are not imported as products; create them under gift cards"
        case .notStored(let sqlState):
            "the database refused the product (\(sqlState)); check its values"
        default:
            "the row cannot be imported"
        }
    }
}

extension RowProblem.Reason {
    /// A stable word for scripts.
    package var code: String {
        switch self {
        case .brokenQuotes, .unclosedQuote: "broken_quotes"
        case .notUTF8, .zeroByte: "broken_text"
        case .fieldCount: "field_count"
        case .missing: "missing"
        case .tooLong: "too_long"
        case .handle, .scatteredHandle: "handle"
        case .amount, .negativeAmount: "amount"
        case .wholeNumber, .outOfRange: "number"
        case .oneOf: "unknown_value"
        case .optionValueWithoutName, .optionNameTwice: "option"
        case .sameOptionsAsLine, .tooManyVariants: "variant"
        case .address: "address"
        case .description: "description"
        case .skuTaken: "sku_taken"
        case .giftCard: "gift_card"
        case .notStored: "not_stored"
        }
    }
}
