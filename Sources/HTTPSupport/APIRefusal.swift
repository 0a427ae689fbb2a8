package import HTTPTypes

/// A use case's error as programs are told of it: the document lists every case of the types that an operation names.
package protocol APIRefusal: Error {
    /// One of each code, for the document.
    static var documented: [any APIRefusal] { get }

    var status: HTTPResponse.Status { get }
    /// Stays the same whatever the sentences become.
    var code: String { get }
    /// A sentence that says what to do.
    var detail: String { get }
    var faults: [APIFault] { get }
}

extension APIRefusal {
    package var faults: [APIFault] { [] }
}
