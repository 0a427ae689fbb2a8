import HTTPSupport

/// A picture with the room it takes, so that nothing moves when it arrives.
struct Picture: Sendable, Hashable {
    let address: String
    let description: String
    var width = 800
    var height = 1000
}

extension Picture {
    /// When a browser is to fetch it.
    enum Urgency: Sendable {
        /// What the visitor sees first.
        case first
        case whenNear
    }

    func view(_ urgency: Urgency = .whenNear) -> HTML {
        """
        <img src="\(url: address)" alt="\(description)" width="\(width)" height="\(height)"\
        \(attribute: "loading", urgency == .whenNear ? "lazy" : nil)\
        \(attribute: "fetchpriority", urgency == .first ? "high" : nil) decoding="async">
        """
    }
}
