/// Fields as text, which tests can compare and print.
func texts(_ fields: [(name: String, value: [UInt8])]) -> [String] {
    fields.map { "\($0.name)=\(String(decoding: $0.value, as: UTF8.self))" }
}
