/// What a front server says of a request (RFC 3875 §4.1): names and values, the values as bytes.
///
/// Of a name that is given twice the last value counts, so that a configuration can override an included one.
public struct MetaVariables: Sendable {
    private var values: [String: [UInt8]] = [:]

    public init() {}

    public init(_ pairs: [(name: String, value: [UInt8])]) {
        for pair in pairs { values[pair.name] = pair.value }
    }

    public subscript(name: String) -> [UInt8]? {
        get { values[name] }
        set { values[name] = newValue }
    }

    /// The value as text; nil if there is none or it is not UTF-8.
    public func text(_ name: String) -> String? {
        values[name].flatMap { String(validating: $0, as: UTF8.self) }
    }

    /// Every name that begins with `prefix`, sorted.
    public func names(withPrefix prefix: String) -> [String] {
        values.keys.filter { $0.hasPrefix(prefix) }.sorted()
    }
}
