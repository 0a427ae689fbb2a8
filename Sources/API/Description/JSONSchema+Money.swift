import Commerce

extension JSONSchema {
    /// A decimal number as text, because JSON's numbers are read as binary fractions.
    static let amount = JSONSchema.text(matching: "[0-9]{1,8}(\\.[0-9]{1,3})?").example("20.00")
}
