import Commerce
import Foundation
import HTTPSupport
import Hummingbird

/// `/factors`: authenticator apps.
struct FactorEndpoint: Sendable {
    let auth: Auth

    @Sendable func enrol(_ request: Request, context: AuthRequestContext) async throws -> JSONAnswer {
        let caller = try await auth.caller(request, context)
        let body = try await AuthBody(request)
        guard body["factor_type"] == "totp" else {
            throw AuthProblem.invalid("factor_type needs to be totp")
        }
        let enrolment = try await EnrolFactor(auth.accounts)(
            caller.subject, in: context.realm, name: body["friendly_name"], issuer: body["issuer"])
        let totp: JSONValue = [
            "qr_code": .string(enrolment.picture), "secret": .string(enrolment.secret.reveal()),
            "uri": .string(enrolment.address.reveal()),
        ]
        let answer: JSONValue = [
            "id": .string(enrolment.id.description), "type": "totp", "friendly_name": .string(enrolment.name ?? ""),
            "totp": totp,
        ]
        return try JSONAnswer(answer)
    }

    @Sendable func challenge(_ request: Request, context: AuthRequestContext) async throws -> JSONAnswer {
        let caller = try await auth.caller(request, context)
        let challenge = try await self.factor(context) { factor in
            try await ChallengeFactor(auth.accounts)(factor, of: caller.subject, from: context.clientAddress)
        }
        let answer: JSONValue = [
            "id": .string(challenge.id.description), "type": "totp",
            "expires_at": .integer(Int(challenge.expiresAt.timeIntervalSince1970)),
        ]
        return try JSONAnswer(answer)
    }

    @Sendable func verify(_ request: Request, context: AuthRequestContext) async throws -> JSONAnswer {
        let caller = try await auth.caller(request, context)
        let body = try await AuthBody(request)
        guard let challenge = body["challenge_id"].flatMap({ ID<FactorChallenge>($0) }), let code = body["code"] else {
            throw AuthProblem.invalid("challenge_id and code are required")
        }
        do {
            try await factor(context) { factor in
                try await VerifyFactor(auth.accounts)(
                    code: code, challenge: challenge, factor: factor, of: caller.subject, session: caller.session)
            }
        } catch AccountError.wrongCode {
            throw AuthProblem(.unprocessableContent, "mfa_verification_failed", "Invalid TOTP code entered")
        }
        let grant = try await auth.tokens.renew(caller.session, of: caller.subject, in: context.realm)
        return try JSONAnswer(SessionAnswer(grant: grant))
    }

    @Sendable func remove(_ request: Request, context: AuthRequestContext) async throws -> JSONAnswer {
        let caller = try await auth.caller(request, context)
        do {
            let id = try await factor(context) { factor in
                try await RemoveFactor(auth.accounts)(factor, of: caller.subject, session: caller.session)
                return factor
            }
            return try JSONAnswer(["id": id.description])
        } catch AccountError.secondFactorNeeded {
            throw AuthProblem(
                .unprocessableContent, "insufficient_aal", "AAL2 required to unenroll verified factor")
        }
    }

    private func factor<Value: Sendable>(
        _ context: AuthRequestContext, _ body: (ID<Factor>) async throws -> Value
    ) async throws -> Value {
        let missing = AuthProblem(.notFound, "mfa_factor_not_found", "Factor not found")
        guard let id = context.parameters.get("factor").flatMap({ ID<Factor>($0) }) else { throw missing }
        do {
            return try await body(id)
        } catch AccountError.notFound {
            throw missing
        }
    }
}
