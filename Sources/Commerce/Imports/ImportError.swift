package import Pricing

/// Why an import stops altogether.
package enum ImportError: Error, Equatable {
    case unknownStore
    case currency(MoneyError)
    /// The plan of the store's owner allows no more products; what was imported before stays.
    case planLimit(PlanLimit, line: Int)
}

extension ImportError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknownStore:
            "There is no such store, or it may not be entered; check its slug."
        case .currency(let error):
            "The store's currency cannot be used: \(error)"
        case .planLimit(let limit, let line):
            "\(limit.fact) The import stopped before line \(line): choose a larger plan, or take what stands from there "
                + "on out of the file, and import it again; what is there already will not be doubled."
        }
    }
}
