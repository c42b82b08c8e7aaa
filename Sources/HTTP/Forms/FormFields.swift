/// The fields of a form, in their order: at most as many as may be selected. A field takes more memory than text, so a body
/// of nothing but short fields would take many times its size.
public struct FormFields {
    /// The most fields of a form.
    public static let limit = 100_000

    private(set) var fields: [(name: String, value: [UInt8])] = []

    mutating func append(_ name: String, _ value: [UInt8]) throws(FormError) {
        guard fields.count < Self.limit else { throw .tooManyFields }
        fields.append((name, value))
    }
}
