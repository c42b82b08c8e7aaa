/// The fields of a list beside its entries.
extension ListHead {
    /// Takes the value of `field`. Null leaves the field as if it were not there.
    ///
    /// - Throws: For ``HeadField/files`` as well, which is no part of the head.
    mutating func take(_ field: HeadField, from buffer: inout ListBuffer) throws(ListFault) {
        do throws(ListFault) {
            if try buffer.takeNull() { return }
            switch field {
            case .filename, .suggestedFilename: try Self.take(&fileName, from: &buffer)
            case .top: try Self.take(&topName, from: &buffer)
            case .format: try Self.take(&format, from: &buffer)
            case .compression: try Self.take(&compression, from: &buffer)
            case .authorization:
                try Self.take(&authorization, from: &buffer)
                guard FieldText.isHeaderValue(authorization ?? []) else {
                    throw .malformed("a control character")
                }
            case .files: throw .malformed("unknown field")
            }
        } catch { throw error.blaming(field.rawValue) }
    }

    private static func take(_ value: inout [UInt8]?, from buffer: inout ListBuffer) throws(ListFault) {
        guard value == nil else { throw .malformed("given twice") }
        value = try buffer.textWithoutNUL()
    }
}
