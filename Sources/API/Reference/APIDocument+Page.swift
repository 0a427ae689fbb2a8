import Commerce
import HTTPSupport
import HTTPTypes

extension APIDocument {
    /// Everything on one page: an index at its side, each operation with what it takes, answers and refuses.
    var page: HTML {
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Commerce API</title><link rel="stylesheet" href="\(url: APIAssets.style.path)"></head><body>
        <a class="skip" href="#main">Skip to content</a>
        <nav aria-label="Operations"><p class="brand">Commerce API</p>\(groups.map(index))
        <p><a href="/api/openapi.json">OpenAPI 3.1</a></p></nav>
        <main id="main"><h1>Commerce API</h1>\(APIReference.introduction(root))
        \(groups.map(section))<section id="schemas"><h2>Schemas</h2>\(schemaSections)</section></main></body></html>
        """
    }

    private func operations(of group: String) -> [OperationDescription] { operations.filter { $0.group == group } }

    private func index(_ group: String) -> HTML {
        """
        <h2>\(group)</h2><ul>\(operations(of: group).map { operation -> HTML in
            "<li><a href=\"#\(operation.name)\">\(operation.summary)</a></li>"
        })</ul>
        """
    }

    private func section(_ group: String) -> HTML {
        "<section><h2>\(group)</h2>\(operations(of: group).map { $0.view(root) })</section>"
    }

    private var schemaSections: [HTML] {
        namedSchemas.sorted { $0.key < $1.key }.map { name, schema in
            "<article id=\"schema-\(name)\"><h3>\(name)</h3>\(schema.table)</article>"
        }
    }
}

extension APIReference {
    static func introduction(_ root: String) -> HTML {
        """
        <p>A store’s own programs work with it through <code>\(root)</code>. Make a key in the dashboard under Settings, API
        keys, and send it with each request:</p>
        <pre tabindex="0"><code>curl -H "Authorization: Bearer sug_…" https://shops.example\(root)/store</code></pre>
        <p>Amounts are decimal numbers written as text, in the store’s currency. Lists come in pages: send what stands in
        <code>next</code> as <code>after</code>. Errors are problem documents (RFC 9457) whose <code>code</code> stays the
        same.</p>
        """
    }
}

extension OperationDescription {
    fileprivate func view(_ root: String) -> HTML {
        """
        <article id="\(name)"><h3>\(summary)</h3>
        <p class="address"><strong>\(method.rawValue)</strong> <code>\(root)\(path)</code>\(need)</p>
        \(detail.map { "<p>\($0)</p>" })\(parameterTable)\(bodyLine)\(answerLine)\(problemList)</article>
        """
    }

    private var need: HTML? {
        guard case .holder(let scope) = caller else { return nil }
        return " <span class=\"scope\">\(scope?.rawValue ?? "any key")</span>"
    }

    private var parameterTable: HTML? {
        guard !parameters.isEmpty else { return nil }
        let rows: [HTML] = parameters.map { parameter in
            """
            <tr><th scope="row"><code>\(parameter.name)</code></th><td>\(parameter.place.rawValue)</td>
            <td>\(parameter.schema.words)</td><td>\(parameter.summary)</td></tr>
            """
        }
        return """
            <table><caption>Parameters</caption><thead><tr><th scope="col">Name</th><th scope="col">In</th>
            <th scope="col">Value</th><th scope="col">What it does</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private var bodyLine: HTML? { body.map { "<p>Takes \($0.words).</p>" } }

    private var answerLine: HTML {
        "<p>Answers <strong>\(answer.status.code)</strong>\(answer.schema.map { " with \($0.words)" }).</p>"
    }

    private var problemList: HTML {
        let items: [HTML] = problems.map { "<li><code>\($0.status.code) \($0.code)</code> \($0.detail)</li>" }
        return "<details><summary>Errors</summary><ul>\(items)</ul></details>"
    }
}

extension JSONSchema {
    /// In a sentence: a link where it has a name.
    fileprivate var words: HTML {
        if let name { return "<a href=\"#schema-\(name)\">\(name)</a>\(nullWords)" }
        return switch shape {
        case .boolean: "true or false\(nullWords)"
        case .integer(let range): "number from \(range.lowerBound) to \(range.upperBound)\(nullWords)"
        case .text(let rules): "\(rules.words)\(nullWords)"
        case .list(let schema, _): "list of \(schema.words)\(nullWords)"
        case .map(let schema, _): "object of \(schema.words)\(nullWords)"
        case .object: "object\(nullWords)"
        }
    }

    private var nullWords: HTML { .when(isNullable, " or null") }

    fileprivate var table: HTML {
        guard case .object(let fields, _) = shape else { return "<p>\(words)</p>" }
        let rows: [HTML] = fields.map { field in
            """
            <tr><th scope="row"><code>\(field.name)</code>\(HTML.when(field.isRequired, " <span class=\"need\">required</span>"))</th>
            <td>\(field.schema.words)</td><td>\(field.schema.summary ?? "")</td></tr>
            """
        }
        return """
            <table><thead><tr><th scope="col">Member</th><th scope="col">Value</th><th scope="col">Meaning</th></tr></thead>
            <tbody>\(rows)</tbody></table>
            """
    }
}

extension TextRules {
    fileprivate var words: HTML {
        if let choices { return "\(choices.map { choice -> HTML in "<code>\(choice)</code> " })" }
        if let format { return "\(format.rawValue)" }
        if let pattern { return "text <code>\(pattern)</code>" }
        guard let lengths else { return "text" }
        return "text of \(lengths.lowerBound) to \(lengths.upperBound) characters"
    }
}
