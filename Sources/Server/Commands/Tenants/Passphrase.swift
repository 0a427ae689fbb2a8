import ArgumentParser
import Commerce
import Foundation

/// Where the passphrase comes from under which an archive's secrets are sealed. Never an argument, which others could see.
struct Passphrase: ParsableArguments {
    @Option(help: "Secrets travel too, sealed under the first line of this file.", completion: .file())
    var passphraseFile: String?

    @Flag(help: "The same with a passphrase that is typed here.")
    var askPassphrase = false

    func validate() throws {
        guard passphraseFile == nil || !askPassphrase else {
            throw ValidationError("Give --passphrase-file or --ask-passphrase, not both.")
        }
    }

    /// Nil when none is wanted: then secrets stay.
    /// - Parameter isNew: whether it is asked for twice.
    func read(isNew: Bool) throws -> Secret? {
        if let passphraseFile { return try Self.line(of: passphraseFile) }
        guard askPassphrase else { return nil }
        let typed = try Self.ask("Passphrase: ")
        if isNew, try Self.ask("Once more: ") != typed { throw PassphraseError.differ }
        return typed
    }

    private static func line(of path: String) throws -> Secret {
        guard let data = FileManager.default.contents(atPath: path) else { throw PassphraseError.noFile(path) }
        let line = String(decoding: data.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }, as: UTF8.self)
        guard !line.isEmpty else { throw PassphraseError.noFile(path) }
        return Secret(line)
    }

    /// From the terminal itself, without showing it.
    private static func ask(_ prompt: String) throws -> Secret {
        guard let typed = getpass(prompt) else { throw PassphraseError.noTerminal }
        return Secret(String(cString: typed))
    }
}

/// Why there is no passphrase.
enum PassphraseError: Error, CustomStringConvertible {
    case noFile(String)
    case noTerminal
    case differ

    var description: String {
        switch self {
        case .noFile(let path): "There is no passphrase in the first line of \(path); check the file."
        case .noTerminal: "There is no terminal to ask for the passphrase; use --passphrase-file."
        case .differ: "The two passphrases differ; nothing was exported. Run it again."
        }
    }
}
