/// What somebody uses, as far as the browser says: enough to recognise one's own phone in a list, and never trusted.
struct Device: Hashable, Sendable {
    let program: String?
    let system: String?

    init(_ userAgent: String?) {
        let agent = String((userAgent ?? "").prefix(500))
        program = Self.programs.first { agent.contains($0.mark) }?.name
        system = Self.systems.first { agent.contains($0.mark) }?.name
    }

    /// Each names the ones below too, so the order matters.
    private static let programs: [(mark: String, name: String)] = [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl"),
    ]
    private static let systems: [(mark: String, name: String)] = [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
        ("Macintosh", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ]

    func words(_ wording: AccountWording) -> String {
        switch (program, system) {
        case (let program?, let system?): wording.program(program, on: system)
        case (let one?, nil), (nil, let one?): one
        case (nil, nil): wording.unknownDevice
        }
    }
}
