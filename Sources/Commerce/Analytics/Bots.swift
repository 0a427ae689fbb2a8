/// Tells programs from people by what they call themselves. Who hides is counted; who says nothing is none.
package enum Bots {
    private static let marks = [
        "bot", "crawl", "spider", "slurp", "preview", "fetch", "monitor", "headless", "lighthouse", "curl/", "wget/",
        "python-", "go-http-client", "java/", "okhttp", "axios", "scrapy", "facebookexternalhit", "embedly", "pingdom",
        "uptime", "phantomjs", "http-client", "libwww", "apache-http",
    ]

    package static func isBot(_ userAgent: String?) -> Bool {
        guard let name = userAgent?.lowercased(), !name.isEmpty else { return true }
        return marks.contains { name.contains($0) }
    }
}
