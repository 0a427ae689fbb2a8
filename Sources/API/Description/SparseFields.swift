import HTTPSupport

/// Which members of a document somebody wants: `fields=id,name`.
enum SparseFields {
    private static let name = "fields"
    static let parameter = Parameter.text(
        name, 1...1_000, "Names of members, with commas between them: the answer has these alone.")

    /// - Throws: names that the answer does not have.
    static func read<Context>(
        _ call: Call<Context>, of answer: JSONSchema?
    ) throws(APIProblem) -> Set<String> {
        guard let text = try call(parameter), let answer else { return [] }
        let names = Set(text.split(separator: ",").map(String.init))
        let known = Set(answer.memberNames)
        if names.isSubset(of: known), !names.isEmpty { return names }
        throw .parameter(name, "known are \(known.sorted().joined(separator: ", "))")
    }
}

extension OperationDescription {
    /// The answer, or each element of its page, can be asked for in parts.
    func sparse() -> Self { takes(SparseFields.parameter.description) }

    var isSparse: Bool { parameters.contains { $0.name == SparseFields.parameter.description.name } }
}

extension JSONSchema {
    /// Of which nothing has to be there.
    var part: JSONSchema {
        guard case .object(let fields, let isOpen) = shape else { return self }
        let isPage = fields.contains { $0.name == "data" }
        var schema = self
        schema.name = name.map { "PartOf\($0)" }
        schema.shape = .object(isPage ? fields.map(\.ofParts) : fields.map(\.optional), isOpen: isOpen)
        return schema
    }

    /// Of the object, or of the elements of a page.
    fileprivate var memberNames: [String] {
        guard case .object(let fields, _) = shape else { return [] }
        if case .list(let element, _)? = fields.first(where: { $0.name == "data" })?.schema.shape {
            return element.memberNames
        }
        return fields.map(\.name)
    }
}

extension JSONSchema.Field {
    fileprivate var optional: Self { Self(name: name, schema: schema, isRequired: false) }

    fileprivate var ofParts: Self {
        guard case .list(let element, let counts) = schema.shape else { return self }
        return Self(name: name, schema: .list(of: element.part, counts), isRequired: isRequired)
    }
}
