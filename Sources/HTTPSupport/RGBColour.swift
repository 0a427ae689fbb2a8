import Foundation

/// A colour as screens mix it.
struct RGBColour: Hashable {
    let red: UInt8
    let green: UInt8
    let blue: UInt8
}

extension RGBColour {
    /// Reads `#rrggbb` or `#rgb`.
    init?(_ text: String?) {
        guard let text, text.first == "#" else { return nil }
        var digits = String(text.dropFirst())
        if digits.utf8.count == 3 { digits = digits.map { "\($0)\($0)" }.joined() }
        guard digits.utf8.count == 6, let value = UInt32(digits, radix: 16), digits.first != "+" else { return nil }
        red = UInt8(value >> 16 & 0xFF)
        green = UInt8(value >> 8 & 0xFF)
        blue = UInt8(value & 0xFF)
    }

    var hex: String {
        "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The colour with so much white in it, from 0 to 1.
    func mixedWithWhite(_ share: Double) -> RGBColour {
        func mix(_ part: UInt8) -> UInt8 { UInt8((Double(part) * (1 - share) + 255 * share).rounded()) }
        return RGBColour(red: mix(red), green: mix(green), blue: mix(blue))
    }

    /// White text has the higher contrast where the luminance is below 0.179 (WCAG's formula, solved for equality).
    var readsBetterWithWhite: Bool { luminance < 0.179 }

    /// Relative luminance as WCAG 2 defines it.
    private var luminance: Double {
        func linear(_ part: UInt8) -> Double {
            let value = Double(part) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }
}
