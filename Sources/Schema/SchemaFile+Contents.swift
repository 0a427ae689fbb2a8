import CSchemaFiles

extension SchemaFile {
    var contents: String {
        String(decoding: UnsafeBufferPointer(start: text, count: length), as: UTF8.self)
    }
}
