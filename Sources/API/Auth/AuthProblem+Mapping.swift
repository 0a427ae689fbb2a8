import Commerce
import HTTPSupport
import HTTPTypes
import Hummingbird

extension AuthProblem {
    /// What an error is called here; nil for what nobody foresaw.
    init?(_ error: any Error) {
        switch error {
        case let problem as AuthProblem: self = problem
        case let error as SignInError: self.init(signIn: error)
        case let error as AccountError: self.init(account: error)
        case let error as PasswordError: self.init(password: error)
        case let error as RateLimited: self.init(limit: error)
        case let error as TokenError: self.init(.forbidden, "bad_jwt", "invalid JWT: \(error)")
        case let error as SessionError: self.init(session: error)
        case let error as RefreshError: self.init(refresh: error)
        case let error as FlowError: self.init(flow: error)
        case let error as OpenIDError: self.init(openID: error)
        case let error as ProviderSignInError: self.init(provider: error)
        case let error as DeleteAccountError: self.init(.conflict, "conflict", error.description)
        default: self.init(other: RequestProblem(error))
        }
    }

    private init?(other problem: RequestProblem) {
        switch problem {
        case .notFound: self = .notFound
        case .bodyTooLarge: self.init(.contentTooLarge, "validation_failed", "Request body is too large")
        case .brokenText, .malformedForm: self = .badJSON
        case .tooMany:
            self.init(.tooManyRequests, "over_request_rate_limit", "Request rate limit reached")
            retryAfter = 1
        case .busy:
            self.init(.serviceUnavailable, "request_timeout", "Very busy at the moment; try again")
            retryAfter = 2
        default: return nil
        }
    }

    private init(signIn error: SignInError) {
        switch error {
        case .wrongCredentials: self.init(.badRequest, "invalid_credentials", "Invalid login credentials")
        case .addressNotConfirmed: self.init(.badRequest, "email_not_confirmed", "Email not confirmed")
        }
    }

    private init(account error: AccountError) {
        switch error {
        case .linkSpent: self.init(.forbidden, "otp_expired", "Token has expired or is invalid")
        case .notFound: self.init(.notFound, "user_not_found", "User not found")
        case .addressTaken: self.init(.unprocessableContent, "user_already_exists", "User already registered")
        case .addressUnchanged: self = .invalid(error.description)
        case .samePassword:
            self.init(
                .unprocessableContent, "same_password", "New password should be different from the old password.")
        case .wrongPassword: self.init(.badRequest, "invalid_credentials", "Invalid login credentials")
        case .secondFactorNeeded:
            self.init(
                .unauthorized, "insufficient_aal",
                "AAL2 session is required to update email or password when MFA is enabled.")
        case .reauthenticationNeeded:
            self.init(.badRequest, "reauthentication_needed", "Password update requires reauthentication")
        case .wrongCode, .wrongRecoveryCode:
            self.init(.unprocessableContent, "reauthentication_not_valid", "Nonce has expired or is invalid")
        case .challengeExpired:
            self.init(
                .unprocessableContent, "mfa_challenge_expired",
                "MFA challenge has expired, verify against another challenge or create a new challenge.")
        case .factorNameTaken:
            self.init(
                .unprocessableContent, "mfa_factor_name_conflict",
                "A factor with the friendly name for this user already exists")
        case .tooManyFactors:
            self.init(
                .unprocessableContent, "too_many_enrolled_mfa_factors",
                "Maximum number of verified factors reached, unenroll to continue")
        case .lastIdentity:
            self.init(
                .unprocessableContent, "single_identity_not_deletable",
                "User must have at least 1 identity after unlinking")
        }
    }

    private init(password error: PasswordError) {
        let reason =
            switch error {
            case .tooShort, .tooLong: "length"
            case .unreadable: "characters"
            case .common: "pwned"
            }
        self.init(.unprocessableContent, "weak_password", error.description)
        reasons = [reason]
    }

    private init(limit error: RateLimited) {
        if error.limit == .letters || error.limit == .lettersOfNetwork {
            self.init(
                .tooManyRequests, "over_email_send_rate_limit",
                "For security purposes, you can only request this after \(error.seconds) seconds.")
        } else {
            self.init(.tooManyRequests, "over_request_rate_limit", "Request rate limit reached")
        }
        retryAfter = error.seconds
    }

    private init(session error: SessionError) {
        switch error {
        case .notFound:
            self.init(.forbidden, "session_not_found", "Session from session_id claim in JWT does not exist")
        case .banned: self.init(.forbidden, "user_banned", "User is banned")
        }
    }

    private init(refresh error: RefreshError) {
        switch error {
        case .notFound:
            self.init(.badRequest, "refresh_token_not_found", "Invalid Refresh Token: Refresh Token Not Found")
        case .alreadyUsed:
            self.init(.badRequest, "refresh_token_already_used", "Invalid Refresh Token: Already Used")
        case .banned: self.init(.badRequest, "user_banned", "Invalid Refresh Token: User Banned")
        }
    }

    private init(flow error: FlowError) {
        switch error {
        case .notFound: self.init(.notFound, "flow_state_not_found", "invalid flow state, no valid flow state found")
        case .expired: self.init(.forbidden, "flow_state_expired", "invalid flow state, flow state has expired")
        case .wrongVerifier:
            self.init(
                .badRequest, "bad_code_verifier", "code challenge does not match previously saved code verifier")
        }
    }

    private init(openID error: OpenIDError) {
        switch error {
        case .notConfigured:
            self.init(.badRequest, "provider_disabled", "Unsupported provider: provider is not enabled")
        case .badState: self.init(.badRequest, "bad_oauth_state", error.description)
        case .badToken, .refused: self.init(.badRequest, "bad_oauth_callback", error.description)
        case .unreachable: self.init(.badGateway, "unexpected_failure", error.description)
        }
    }

    private init(provider error: ProviderSignInError) {
        switch error {
        case .addressNotVerified:
            self.init(.unprocessableContent, "provider_email_needs_verification", error.description)
        case .identityTaken:
            self.init(
                .unprocessableContent, "identity_already_exists", "Identity is already linked to another user")
        case .banned: self.init(.forbidden, "user_banned", "User is banned")
        }
    }
}
