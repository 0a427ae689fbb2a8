import Commerce
import Testing

/// What an owner reads at a limit: the plan, its number, and the way on.
struct PlanLimitTests {
    @Test(
        arguments: [
            (.stores, 2, "Your plan Starter allows 2 stores. Choose a larger plan, or delete a store"),
            (.stores, 1, "Your plan Starter allows 1 store. Choose"),
            (
                .products, 1_000,
                "Your plan Starter allows 1,000 products in each store. Choose a larger plan, or delete prod"
            ),
            (
                .orders, 500,
                "Your plan Starter allows 500 orders a month in each store. Choose a larger plan, or wait for the"
            ),
            (.pages, 50, "Your plan Starter allows 50 pages in each store. Choose a larger plan, or delete a page"),
            (.domains, 0, "Your plan Starter allows no domains of your own. Choose a larger plan."),
            (.domains, 1, "Your plan Starter allows 1 domain of your own. Choose a larger plan, or give up"),
            (
                .staff, 3,
                "Your plan Starter allows 3 people beside you in each store, invited or working there. Choose a"
            ),
        ] as [(PlanLimit.Kind, Int, String)])
    func `each limit names the plan, its number and what to do`(kind: PlanLimit.Kind, allowed: Int, sentence: String) {
        #expect(PlanLimit(kind, plan: "Starter", allowed: allowed).description.hasPrefix(sentence))
    }

    @Test(arguments: PlanLimit.Kind.allCases)
    func `without a number there is still a sentence`(kind: PlanLimit.Kind) {
        #expect(PlanLimit(kind).description.hasPrefix("Your plan allows no more"))
        #expect(PlanLimit(kind).description.contains("Choose a larger plan"))
    }
}
