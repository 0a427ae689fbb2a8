import Testing

@testable import Pricing

struct ApportionmentTests {
    @Test(arguments: [
        (100, [1, 1, 1], [34, 33, 33]),
        (10_00, [19_99, 5_00, 3_50], [7_02, 1_75, 1_23]),
        (2, [1, 1, 1], [1, 1, 0]),
        (7, [0, 3, 4], [0, 3, 4]),
        (5, [0, 0], [5, 0]),
        (0, [3, 4], [0, 0]),
        (20, [1, 2], [7, 13]),
        (1, [1, 2, 3], [0, 0, 1]),
        (0, [], []),
    ])
    func `an amount is spread by the largest remainder`(amount: Int, weights: [Int], expected: [Int]) {
        #expect(Amounts.apportion(amount, over: weights) == expected)
    }

    @Test(arguments: [
        (Rounding.halfUp, [0, 1, 1, 2, 2, 3, 3]), (.halfEven, [0, 0, 1, 2, 2, 2, 3]),
        (.down, [0, 0, 1, 1, 2, 2, 3]), (.up, [0, 1, 1, 2, 2, 3, 3]),
    ])
    func `halves are rounded as the mode says`(rounding: Rounding, expected: [Int]) {
        #expect((0...6).map { Int(rounding.quotient($0, 2)) } == expected)
    }

    @Test func `less and more than a half are rounded as the mode says`() {
        #expect(Rounding.allCases.map { Int($0.quotient(4, 3)) } == [1, 1, 1, 2])
        #expect(Rounding.allCases.map { Int($0.quotient(5, 3)) } == [2, 2, 1, 2])
    }
}
