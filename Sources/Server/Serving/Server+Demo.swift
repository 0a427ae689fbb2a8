extension Server {
    /// Makes the sample shop unless it is there, and prints where to find it.
    func openDemo(_ access: DatabaseAccess, _ environment: ApplicationEnvironment) async throws {
    }
}
