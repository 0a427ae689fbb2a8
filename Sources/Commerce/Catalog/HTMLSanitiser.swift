import CGumbo

/// Parses HTML as browsers do and writes anew what is on the allow-list. Nothing of the source's own syntax
/// survives: what is not understood cannot come through.
struct HTMLSanitiser {
    private var output = ""
    /// What remains to be done, last first. A stack of our own, since a hostile tree is deeper than a thread's.
    private var pending: [Step] = []

    private enum Step {
        case open(UnsafeMutablePointer<GumboNode>)
        case close(String)
    }

    static func sanitise(_ source: String) -> String {
        var options = kGumboDefaultOptions
        options.max_errors = 0
        options.fragment_context = GUMBO_TAG_DIV
        var source = source
        return source.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                guard let parsed = gumbo_parse_with_options(&options, characters.baseAddress, characters.count) else {
                    return ""
                }
                defer { gumbo_destroy_output(&options, parsed) }
                var sanitiser = HTMLSanitiser()
                return sanitiser.write(childrenOf: parsed.pointee.root)
            }
        }
    }

    private mutating func write(childrenOf root: UnsafeMutablePointer<GumboNode>) -> String {
        push(root.pointee.v.element.children)
        while let step = pending.popLast() {
            switch step {
            case .open(let node): write(node)
            case .close(let name): output += "</\(name)>"
            }
        }
        return output
    }

    private mutating func push(_ children: GumboVector) {
        for position in stride(from: Int(children.length) - 1, through: 0, by: -1) {
            guard let child = children.data[position] else { continue }
            pending.append(.open(child.assumingMemoryBound(to: GumboNode.self)))
        }
    }

    private mutating func write(_ node: UnsafeMutablePointer<GumboNode>) {
        switch node.pointee.type {
        case GUMBO_NODE_TEXT, GUMBO_NODE_WHITESPACE, GUMBO_NODE_CDATA:
            escape(String(cString: node.pointee.v.text.text))
        case GUMBO_NODE_ELEMENT:
            write(node.pointee.v.element)
        default:
            break
        }
    }

    private mutating func write(_ element: GumboElement) {
        let name = String(cString: gumbo_normalized_tagname(element.tag))
        guard element.tag_namespace == GUMBO_NAMESPACE_HTML, !HTMLAllowList.droppedWithContent.contains(name) else {
            return
        }
        // An unknown element loses its tags and keeps its text.
        guard let allowed = HTMLAllowList.elements[name] else { return push(element.children) }
        output += "<" + name
        writeAttributes(of: element, allowed: allowed)
        output += ">"
        guard !HTMLAllowList.void.contains(name) else { return }
        pending.append(.close(name))
        push(element.children)
    }

    private mutating func writeAttributes(of element: GumboElement, allowed: Set<String>) {
        for position in 0..<Int(element.attributes.length) {
            guard let data = element.attributes.data[position] else { continue }
            let attribute = data.assumingMemoryBound(to: GumboAttribute.self).pointee
            let name = String(cString: attribute.name)
            let value = String(cString: attribute.value)
            guard allowed.contains(name) || HTMLAllowList.globalAttributes.contains(name) else { continue }
            guard HTMLAllowList.isAcceptable(value, for: name) else { continue }
            output += " \(name)=\""
            escape(value)
            output += "\""
        }
        if element.tag == GUMBO_TAG_A { output += " rel=\"nofollow noopener\"" }
    }

    private mutating func escape(_ text: String) {
        for character in text.unicodeScalars {
            switch character {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\"": output += "&quot;"
            case "\0": break
            default: output.unicodeScalars.append(character)
            }
        }
    }
}
