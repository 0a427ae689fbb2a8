import Commerce
import Foundation
import HTTPSupport
import HTTPTypes
import Hummingbird

/// `/admin` and `/invite`: accounts in the hands of who holds the service key.
struct AdminEndpoint: Sendable {
    let auth: Auth

    private var manage: ManageAccounts { ManageAccounts(auth.accounts) }

    @Sendable func list(_ request: Request, context: AuthRequestContext) async throws -> JSONAnswer {
        try await auth.requireService(request, context)
        let query = try Query(request)
        let (page, size) = (Int(query["page"]) ?? 1, Int(query["per_page"]) ?? 50)
        let found = try await manage.list(in: context.realm, page: page, size: size)
        let answer: JSONValue = ["users": .array(found.accounts), "aud": "authenticated"]
        return try JSONAnswer(answer, headers: [.totalCount: "\(found.total)"])
    }

    @Sendable func create(_ request: Request, context: AuthRequestContext) async throws -> JSONAnswer {
        try await auth.requireService(request, context)
        let body = try await AuthBody(request)
        guard try body.email() != nil else {
            throw AuthProblem.invalid("Cannot create a user without either an email or phone")
        }
        return try await unlessTaken {
            try JSONAnswer(try await manage.create(try attributes(body), in: context.realm))
        }
    }

    @Sendable func get(_ request: Request, context: AuthRequestContext) async throws -> JSONAnswer {
        try await auth.requireService(request, context)
        return try JSONAnswer(try await auth.accounts.document(of: try user(context), in: context.realm))
    }

    @Sendable func update(_ request: Request, context: AuthRequestContext) async throws -> JSONAnswer {
        try await auth.requireService(request, context)
        let body = try await AuthBody(request)
        return try await unlessTaken {
            try JSONAnswer(
                try await manage.update(try user(context), try attributes(body), in: context.realm))
        }
    }

    @Sendable func delete(_ request: Request, context: AuthRequestContext) async throws -> JSONAnswer {
        try await auth.requireService(request, context)
        try await manage.delete(try user(context), in: context.realm)
        return try .empty()
    }

    @Sendable func factors(_ request: Request, context: AuthRequestContext) async throws -> JSONAnswer {
        try await auth.requireService(request, context)
        let document = try await auth.accounts.document(of: try user(context), in: context.realm)
        return try JSONAnswer(document["factors"] ?? .array([]))
    }

    @Sendable func removeFactor(_ request: Request, context: AuthRequestContext) async throws -> JSONAnswer {
        try await auth.requireService(request, context)
        guard let factor = context.parameters.get("factor").flatMap({ ID<Factor>($0) }) else {
            throw AuthProblem(.notFound, "mfa_factor_not_found", "Factor not found")
        }
        try await manage.removeFactor(factor, of: try user(context), in: context.realm)
        return try JSONAnswer(["id": factor.description])
    }

    @Sendable func invite(_ request: Request, context: AuthRequestContext) async throws -> JSONAnswer {
        try await auth.requireService(request, context)
        let body = try await AuthBody(request)
        let email = try body.requiredEmail()
        let link = LetterLink.api(redirect: try Auth.redirect(request))
        return try await unlessTaken {
            try JSONAnswer(
                try await InviteAccount(auth.accounts)(
                    email: email, in: context.realm, metadata: body.metadata("data") ?? [:], link: link))
        }
    }

    @Sendable func generateLink(_ request: Request, context: AuthRequestContext) async throws -> JSONAnswer {
        try await auth.requireService(request, context)
        let body = try await AuthBody(request)
        let asked = body["type"] ?? ""
        let type = asked.hasPrefix("email_change") ? VerificationType.emailChange : VerificationType(rawValue: asked)
        guard let type, let email = try body.email() else {
            throw AuthProblem.invalid("A type and an email address are required")
        }
        var link = GenerateLink.Request(type: type, email: email)
        link.newEmail = try body.email("new_email")
        link.password = type == .signUp ? try body["password"].map { try Password($0) } : nil
        link.metadata = body.metadata("data") ?? [:]
        link.redirect = try Auth.redirect(request)
        link.isForNewAddress = asked != "email_change_current"
        let generated = try await unlessTaken { try await GenerateLink(auth.accounts)(link, in: context.realm) }
        var answer = generated.user
        answer["action_link"] = .string(generated.link)
        answer["email_otp"] = .string(generated.secret.code)
        answer["hashed_token"] = .string(generated.secret.link)
        answer["redirect_to"] = .string(generated.redirect)
        answer["verification_type"] = .string(asked)
        return try JSONAnswer(answer)
    }

    private func user(_ context: AuthRequestContext) throws -> ID<User> {
        guard let id = context.parameters.get("user").flatMap({ ID<User>($0) }) else {
            throw AuthProblem(.notFound, "validation_failed", "user_id must be an UUID")
        }
        return id
    }

    private func unlessTaken<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch AccountError.addressTaken {
            throw AuthProblem(
                .unprocessableContent, "email_exists",
                "A user with this email address has already been registered")
        }
    }

    private func attributes(_ body: AuthBody) throws -> AccountAttributes {
        var attributes = AccountAttributes()
        attributes.email = try body.email()
        attributes.password = try body["password"].map { try Password($0) }
        attributes.isConfirmed = body.flag("email_confirm")
        attributes.userMetadata = body.metadata("user_metadata")
        attributes.appMetadata = body.metadata("app_metadata")
        attributes.ban = try body["ban_duration"].map(Self.duration)
        return attributes
    }

    /// `none`, or Go's notation such as `100h30m`.
    private static func duration(_ text: String) throws -> TimeInterval? {
        if text == "none" { return nil }
        let units: [Substring: Double] = ["h": 3_600, "m": 60, "s": 1]
        let parts = text.matches(of: /([0-9]{1,7}(?:\.[0-9]+)?)([hms])/)
        guard !parts.isEmpty, parts.map(\.output.0).joined() == text else {
            throw AuthProblem.invalid("invalid format for ban duration: \(text)")
        }
        return parts.reduce(0) { $0 + (Double($1.output.1) ?? 0) * (units[$1.output.2] ?? 0) }
    }
}
