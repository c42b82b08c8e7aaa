/// How an entry's data is encoded (APPNOTE 4.4.5). An open set, of which penstock writes two.
struct CompressionMethod: RawRepresentable, Equatable {
    let rawValue: UInt16

    static let stored = CompressionMethod(rawValue: 0)
    static let deflated = CompressionMethod(rawValue: 8)
}
