package import Commerce
package import HTTPTypes

extension PlanLimit: APIRefusal {
    package static var documented: [any APIRefusal] { [PlanLimit(.products, plan: "Starter", allowed: 1_000)] }

    package var status: HTTPResponse.Status { .forbidden }
    package var code: String { kind.rawValue.replacing("allows_more", with: "allows_no_more") }
    package var detail: String { description }
}
