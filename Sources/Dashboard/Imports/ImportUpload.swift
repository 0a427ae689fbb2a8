import Commerce
import HTTPSupport
import Hummingbird
import Postgres

/// Takes a file from a form as it arrives and puts it down part by part.
struct ImportUpload: Sendable {
    let dashboard: Dashboard
    let store: Store
    let context: SignedInRequestContext

    /// What has come so far.
    private struct Received {
        var field = ""
        var isFile = false
        var token: [UInt8] = []
        var run: ID<ImportRun>?
        var size = 0
        var parts = 0
        var waiting: [UInt8] = []
    }

    private static let longestToken = 1_024

    /// The run that the file belongs to, which waits to be checked.
    func receive(_ request: Request) async throws -> ID<ImportRun> {
        guard let type = request.headers[.contentType], var parser = MultipartParser(contentType: type) else {
            throw RequestProblem.malformedForm
        }
        var received = Received()
        do {
            for try await buffer in request.body {
                for event in try parser.feed(buffer.readableBytesView) { try await take(event, &received) }
            }
            guard parser.isWhole else { throw RequestProblem.malformedForm }
            return try await finish(&received)
        } catch {
            if let run = received.run {
                try? await write { db in try await ReceiveImport.abandon(run, in: store.id, on: db) }
            }
            throw error
        }
    }

    private func take(_ event: MultipartParser.Event, _ received: inout Received) async throws {
        switch event {
        case .part(let name, let fileName):
            received.field = name
            received.isFile = name == "file" && fileName != nil && received.run == nil
            if received.isFile { received.run = try await begin(fileName ?? "", received) }
        case .content(let bytes) where received.isFile:
            received.size += bytes.count
            guard received.size <= ReceiveImport.largestFile else { throw ImportUploadError.tooLarge }
            received.waiting += bytes
            while received.waiting.count >= ReceiveImport.partSize { try await put(&received) }
        case .content(let bytes) where received.field == FormTokens.field:
            received.token += bytes
            guard received.token.count <= Self.longestToken else { throw RequestProblem.forgedForm }
        case .content, .end: break
        }
    }

    /// The token stands before the file in our form: nothing is kept for a form that is not ours.
    private func begin(_ fileName: String, _ received: Received) async throws -> ID<ImportRun> {
        try checkToken(received)
        return try await write { db in
            try await ReceiveImport.begin(fileName, by: context.session.user.id, in: store.id, on: db)
        }
    }

    private func checkToken(_ received: Received) throws {
        let form = Form([FormTokens.field: String(decoding: received.token, as: UTF8.self)])
        try dashboard.forms.check(form, session: context.session.cookie)
    }

    private func put(_ received: inout Received) async throws {
        guard let run = received.run, !received.waiting.isEmpty else { return }
        let part = Array(received.waiting.prefix(ReceiveImport.partSize))
        let number = received.parts
        try await write { db in try await ReceiveImport.append(part, part: number, to: run, in: store.id, on: db) }
        received.waiting.removeFirst(part.count)
        received.parts += 1
    }

    private func finish(_ received: inout Received) async throws -> ID<ImportRun> {
        guard let run = received.run else {
            // Without a file there was no occasion to look at the token.
            try checkToken(received)
            throw ImportUploadError.empty
        }
        guard received.size > 0 else { throw ImportUploadError.empty }
        try await put(&received)
        let size = received.size
        try await write { db in try await ReceiveImport.finish(run, size: size, in: store.id, on: db) }
        return run
    }

    private func write<Value: Sendable>(_ body: (Connection) async throws -> Value) async throws -> Value {
        try await dashboard.actFor(store, context, with: .importsWrite, body)
    }
}
