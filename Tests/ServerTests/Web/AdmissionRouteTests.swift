import Commerce
import Foundation
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import HTTPSupport

/// Each surface refuses in its own words what is beyond a quota.
@Suite(.database) struct AdmissionRouteTests {
    /// Where a request goes, whose quota it counts against, and what a refusal says there.
    struct Surface: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let path: String
        var isPlatforms = false
        var hasKey = false
        let tooMany: String
        let busy: String
        var type = "text/html; charset=utf-8"
    }

    static let surfaces = [
        Surface(
            testDescription: "storefront", path: "/s/demo/products", tooMany: "Too many visits at once",
            busy: "Very busy just now"),
        Surface(
            testDescription: "dashboard, a store's room", path: "/dashboard/stores/demo",
            tooMany: "Too many visits at once", busy: "Very busy just now"),
        Surface(
            testDescription: "dashboard, a door", path: "/dashboard/sign-in", isPlatforms: true,
            tooMany: "Too many visits at once", busy: "Very busy just now"),
        Surface(
            testDescription: "API with a key", path: "/api/v1/store", hasKey: true,
            tooMany: #""code":"too_many_requests""#, busy: #""code":"overloaded""#, type: "application/problem+json"),
        Surface(
            testDescription: "API without a key", path: "/api/v1/store", isPlatforms: true,
            tooMany: #""code":"too_many_requests""#, busy: #""code":"overloaded""#, type: "application/problem+json"),
        Surface(
            testDescription: "accounts of a shop", path: "/s/demo/auth/v1/settings",
            tooMany: #""error_code":"over_request_rate_limit""#, busy: #""error_code":"request_timeout""#,
            type: "application/json"),
        Surface(
            testDescription: "accounts of the platform", path: "/auth/v1/settings", isPlatforms: true,
            tooMany: #""error_code":"over_request_rate_limit""#, busy: #""error_code":"request_timeout""#,
            type: "application/json"),
    ]

    private static let wide = RequestQuota(rate: 1_000, burst: 1_000, atOnce: 1_000)

    /// A guard in which whoever the surface counts against has this quota, and everybody else room enough.
    private func admission(_ quota: RequestQuota, for surface: Surface, _ shop: WebShop) async -> Admission {
        var settings = Admission.Settings()
        settings.queueLimit = 0
        settings.platform = surface.isPlatforms ? quota : Self.wide
        let stores = surface.isPlatforms ? Self.wide : quota
        let admission = Admission(settings) { _ in stores }
        // Asked for beside the first request.
        while admission.quota(of: shop.store) != stores { await Task.yield() }
        return admission
    }

    private func visit(
        _ shop: WebShop, _ surface: Surface, _ admission: Admission,
        _ body: @Sendable @escaping (@Sendable () async throws -> Browser.Answer) async throws -> Void
    ) async throws {
        let headers: HTTPFields =
            surface.hasKey ? [.authorization: "Bearer \(try await shop.makeKey([.readStore]))"] : [:]
        try await shop.application(admission: admission).test(.router) { client in
            let browser = Browser(client: client, shop: shop.slug)
            try await body { try await browser.get(surface.path, headers: headers) }
        }
    }

    @Test(arguments: surfaces)
    func `what comes too fast is answered with 429`(_ surface: Surface) async throws {
        let shop = try await WebShop.open()
        // One request, and none comes back.
        let admission = await admission(RequestQuota(rate: 0, burst: 1, atOnce: 9), for: surface, shop)

        try await visit(shop, surface, admission) { get in
            let first = try await get()
            let second = try await get()

            #expect(first.status != .tooManyRequests)
            #expect(second.status == .tooManyRequests)
            #expect(second.headers[.retryAfter] == "1")
            #expect(second.headers[.contentType] == surface.type)
            #expect(second.body.contains(surface.tooMany), "\(second.body)")
        }
    }

    @Test(arguments: surfaces)
    func `what finds no slot is answered with 503`(_ surface: Surface) async throws {
        let shop = try await WebShop.open()
        let admission = await admission(RequestQuota(rate: 0, burst: 9, atOnce: 1), for: surface, shop)

        try await visit(shop, surface, admission) { get in
            let refused = try await admission.run(for: surface.isPlatforms ? nil : shop.store) { try await get() }
            let later = try await get()

            #expect(refused.status == .serviceUnavailable)
            #expect(refused.headers[.retryAfter] == "2")
            #expect(refused.headers[.contentType] == surface.type)
            #expect(refused.body.contains(surface.busy), "\(refused.body)")
            #expect(later.status != .serviceUnavailable)
        }
    }

    @Test func `what a key asks for counts against its store, and is written down for it`() async throws {
        let shop = try await WebShop.open()
        let surface = try #require(Self.surfaces.first { $0.hasKey })
        let admission = await admission(RequestQuota(rate: 0, burst: 2, atOnce: 9), for: surface, shop)

        try await visit(shop, surface, admission) { get in
            for _ in 0..<3 { _ = try await get() }
        }

        let usage = try #require(admission.takeUsage()[shop.store])
        #expect(usage.requests == 3 && usage.overRate == 1)
    }
}
