import HTTPSupport

/// The way from the first page to this one; the last step is the page itself.
struct Breadcrumbs: Sendable {
    let steps: [Link]
    let current: String

    func view(_ wording: StorefrontWording) -> HTML {
        """
        <nav class="crumbs" aria-label="\(wording.breadcrumbs)"><ol>
        \(steps.map { "<li><a href=\"\(url: $0.path)\">\($0.title)</a></li>" })
        <li aria-current="page">\(current)</li></ol></nav>
        """
    }
}
