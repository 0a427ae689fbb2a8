import HTTPSupport

extension ServerConfiguration {
    var admission: Admission.Settings {
        var settings = Admission.Settings()
        settings.isOn = hasQuotas
        settings.slots = requestSlots
        return settings
    }

    /// What a store may hold of the pool.
    var laneLimit: Int? { hasQuotas ? storeConnections : nil }
}
