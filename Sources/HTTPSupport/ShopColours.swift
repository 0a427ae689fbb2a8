/// The colours of a shop, as `#rrggbb`. Whatever is not such a colour is replaced, so that it cannot become CSS.
package struct ShopColours: Sendable, Hashable {
    /// Buttons and what stands out.
    package let primary: String
    /// Text on the primary colour: black or white, whichever reads better.
    package let onPrimary: String
    /// Soft areas behind pictures.
    package let tint: String

    /// The colours from the store's settings; nil takes ours.
    package init(primary: String?, secondary: String?) {
        let primary = RGBColour(primary) ?? RGBColour(red: 0x1F, green: 0x4D, blue: 0x3F)
        let secondary = RGBColour(secondary) ?? primary
        self.primary = primary.hex
        self.onPrimary = primary.readsBetterWithWhite ? "#ffffff" : "#16181a"
        self.tint = secondary.mixedWithWhite(0.88).hex
    }

    /// The look of a shop that has chosen no colours.
    package static let standard = ShopColours(primary: nil, secondary: nil)

    /// The style sheet with these colours as custom properties.
    package var styleSheet: String {
        ":root{--primary:\(primary);--on-primary:\(onPrimary);--tint:\(tint)}"
    }

    /// Changes when a colour changes; stands in the address of the style sheet.
    package var version: String {
        [primary, tint].map { $0.dropFirst() }.joined(separator: "-")
    }
}
