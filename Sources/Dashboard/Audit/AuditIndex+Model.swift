extension AuditIndex {
    /// What the audit log's page shows.
    struct Model: Sendable {
        let path: String
        let exportPath: String
        /// None for staff, whose accounts are not the store's.
        var tabs: [Tab]
        let isOfAccount: Bool
        /// What the history is of, when it is that of one thing.
        let record: Record?
        let people: [Choice]
        let kinds: [Choice]
        let firstDay: String
        let lastDay: String
        let words: String
        let isFiltered: Bool
        let entries: [Entry]
        var nextPage: String?
        let kept: String
    }

    struct Tab: Sendable {
        let title: String
        let path: String
        let isChosen: Bool
    }

    struct Record: Sendable {
        let id: String
        let title: String
    }

    /// An entry of a choice.
    struct Choice: Sendable {
        let value: String
        let title: String
        let isChosen: Bool
    }

    /// Something that was done.
    struct Entry: Sendable {
        let sentence: String
        let time: String
        let facts: [Fact]
        let origin: String
        /// To the page of the thing itself.
        let link: String?
    }

    /// A field before and after.
    struct Fact: Sendable {
        let field: String
        let before: String
        let after: String
    }
}
