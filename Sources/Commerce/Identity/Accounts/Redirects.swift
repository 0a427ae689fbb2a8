import Foundation

extension RealmHome {
    /// Where a browser is sent after a link: the address that was asked for where it is the realm's own or on the
    /// operator's list, the realm's first page otherwise. Sessions travel in it, so nobody else's address will do; under
    /// the platform's host each shop is somebody else.
    package func redirect(_ asked: String?, _ settings: AccountSettings) -> String {
        guard let asked, let address = PlainAddress(asked) else { return base }
        let isOwn = ownAddresses.compactMap(PlainAddress.init).contains(where: address.isBelow)
        let isShops = realm == .platform && address.firstStep == "s"
        if isOwn && !isShops { return asked }
        return settings.allowedRedirects.compactMap(PlainAddress.init).contains(where: address.isBelow) ? asked : base
    }
}

/// An absolute address of which every reader has the same notion.
private struct PlainAddress {
    let scheme: String
    let authority: String
    let path: String

    /// Nil for whatever two parsers could read as two hosts: a user before the host, a backslash, a control character, a
    /// step upwards.
    init?(_ text: String) {
        guard text.utf8.count <= 2_000, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "\\") }),
            let match = text.wholeMatch(of: /([A-Za-z][A-Za-z0-9+.-]*):\/\/([A-Za-z0-9.:\[\]-]*)([\/?#].*)?/)
        else { return nil }
        let rest = String(match.3 ?? "")
        let path = String(rest.prefix { $0 != "?" && $0 != "#" })
        guard !path.lowercased().replacing("%2e", with: ".").contains("/..") else { return nil }
        scheme = match.1.lowercased()
        authority = match.2.lowercased()
        self.path = path
        guard !["javascript", "data", "vbscript", "file"].contains(scheme) else { return nil }
    }

    /// As the router reads it.
    var firstStep: String? {
        (path.removingPercentEncoding ?? path).split(separator: "/").first.map(String.init)
    }

    func isBelow(_ allowed: PlainAddress) -> Bool {
        let prefix = allowed.path.hasSuffix("/") ? String(allowed.path.dropLast()) : allowed.path
        return scheme == allowed.scheme && authority == allowed.authority
            && (path == prefix || path.hasPrefix(prefix + "/"))
    }
}
