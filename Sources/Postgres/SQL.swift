/// A statement and its bound values.
///
/// A literal's interpolation can only bind: `"WHERE id = \(id)"` becomes `WHERE id = $1` with `id` sent apart from the
/// text. Only another `SQL` adds text, and ``identifier(_:)`` is the one door for a name known at run time.
package struct SQL: Sendable, ExpressibleByStringInterpolation {
    /// The text is kept in pieces so that a fragment's parameters can be renumbered where it is inserted.
    private var pieces: [Piece]

    fileprivate enum Piece: Sendable {
        case text(String)
        case value(Binding)
    }

    package init(stringLiteral value: String) {
        pieces = [.text(value)]
    }

    package init(stringInterpolation: StringInterpolation) {
        pieces = stringInterpolation.pieces
    }

    /// A quoted identifier: `order"s` becomes `"order""s"`.
    package static func identifier(_ name: String) -> SQL {
        let doubled = name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        return SQL(stringLiteral: "\"\(doubled)\"")
    }

    package static func + (left: SQL, right: SQL) -> SQL {
        var sum = left
        sum.pieces += right.pieces
        return sum
    }

    /// Text with `$1…$n` and the values in that order: what goes to the server.
    package func rendered() -> (text: String, bindings: [Binding]) {
        if pieces.count == 1, case .text(let text) = pieces[0] { return (text, []) }
        var text = ""
        var bindings: [Binding] = []
        bindings.reserveCapacity(pieces.count / 2)
        for piece in pieces {
            switch piece {
            case .text(let part): text += part
            case .value(let binding):
                bindings.append(binding)
                text += "$\(bindings.count)"
            }
        }
        return (text, bindings)
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var pieces: [Piece] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            pieces.reserveCapacity(2 * interpolationCount + 1)
        }

        package mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { pieces.append(.text(literal)) }
        }

        package mutating func appendInterpolation<Value: PostgresEncodable>(_ value: Value) {
            pieces.append(.value(Binding(value)))
        }

        /// Apart from the one above, because the compiler warns of an optional in any other interpolation.
        package mutating func appendInterpolation<Value: PostgresEncodable>(_ value: Value?) {
            pieces.append(.value(Binding(value)))
        }

        package mutating func appendInterpolation(_ fragment: SQL) {
            pieces += fragment.pieces
        }
    }
}

extension Sequence where Element == SQL {
    /// The fragments with `separator` between them, as in a list of conditions.
    package func joined(separator: SQL) -> SQL {
        var result: SQL = ""
        for (index, fragment) in enumerated() {
            result = index == 0 ? fragment : result + separator + fragment
        }
        return result
    }
}
