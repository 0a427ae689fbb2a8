extension Database {
    /// Notifications on these channels, by a connection outside the pool.
    package func listen(_ channels: [String]) -> AsyncStream<ListenEvent> {
        Listener(configuration: configuration, channels: channels, logger: logger).events()
    }
}
