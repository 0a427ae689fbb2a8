import Crypto
import Foundation
import JWTKit
import Postgres

/// A pair of keys that signs access tokens (ES256).
struct SigningKey: Sendable {
    enum State: String, Sendable, PostgresEncodable, PostgresDecodable {
        case next, current, retired
    }

    let kid: String
    let state: State
    let createdAt: Date
    let activatedAt: Date?
    let x: String
    let y: String
    let sealed: String

    /// What the sealed private key is bound to.
    static func vaultRow(_ kid: String) -> String { "token_signing_keys/\(kid)" }
}

extension SigningKey: PostgresRow {
    init(row: Row) throws {
        kid = try row["kid"]
        state = try row["state"]
        createdAt = try row["created_at"]
        activatedAt = try row["activated_at"]
        x = try row["public_x"]
        y = try row["public_y"]
        sealed = try row["sealed_private_key"]
    }
}

extension SigningKey {
    static let list: SQL = """
        SELECT kid, state, created_at, activated_at, public_x, public_y, sealed_private_key FROM token_signing_keys
        ORDER BY created_at DESC, kid
        """

    /// A new pair, unless there is one in that state: of several programs that start at once, one makes the key.
    static func make(_ state: State, vault: SecretVault, at date: Date) throws -> SQL {
        let key = P256.Signing.PrivateKey()
        let point = key.publicKey.rawRepresentation
        let (x, y) = (Data(point.prefix(32)).base64URL, Data(point.suffix(32)).base64URL)
        // RFC 7638 would hash all members; half of the hash of the point names it as well.
        let kid = Data(SHA256.hash(data: point).prefix(12)).base64URL
        let sealed = try vault.seal(Secret(key.rawRepresentation.base64URL), for: vaultRow(kid))
        return """
            INSERT INTO token_signing_keys (kid, state, public_x, public_y, sealed_private_key, created_at, activated_at)
            VALUES (\(kid), \(state), \(x), \(y), \(sealed), \(date), \(state == .current ? date : nil))
            ON CONFLICT (state) WHERE state <> 'retired' DO NOTHING
            """
    }

    static func advance(at date: Date) -> [SQL] {
        [
            "UPDATE token_signing_keys SET state = 'retired', retired_at = \(date) WHERE state = 'current'",
            "UPDATE token_signing_keys SET state = 'current', activated_at = \(date) WHERE state = 'next'",
            // The last token of a retired key is over after an hour at most.
            "DELETE FROM token_signing_keys WHERE state = 'retired' AND retired_at < \(date - 86_400)",
        ]
    }

    /// The collection holds this key alone, so that nothing else can be chosen.
    func signer(vault: SecretVault) async throws -> JWTKeyCollection {
        let secret = try vault.open(sealed, for: Self.vaultRow(kid)).reveal()
        let key = try P256.Signing.PrivateKey(rawRepresentation: Data(base64URL: secret) ?? Data())
        return await JWTKeyCollection().add(
            ecdsa: try ES256PrivateKey(backing: key), kid: JWKIdentifier(string: kid))
    }

    func verifier() async throws -> JWTKeyCollection {
        await JWTKeyCollection().add(
            ecdsa: try ES256PublicKey(parameters: (x: x, y: y)), kid: JWKIdentifier(string: kid))
    }

    /// A member of the published set (RFC 7517).
    var publicKey: JSONValue {
        [
            "kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": .string(kid), "x": .string(x),
            "y": .string(y), "key_ops": .array(["verify"]),
        ]
    }
}
