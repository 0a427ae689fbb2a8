/// The look with which a store begins.
package enum StoreTemplate: String, CaseIterable, Hashable, Sendable {
    case calm = "default"
    case warm
    case bold

    package var primaryColour: String {
        switch self {
        case .calm: "#1f4d3f"
        case .warm: "#8a3b12"
        case .bold: "#2b2d8c"
        }
    }

    package var secondaryColour: String {
        switch self {
        case .calm: "#7d8f69"
        case .warm: "#d9a566"
        case .bold: "#e84a5f"
        }
    }
}
