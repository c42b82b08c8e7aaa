internal import Archive
internal import ByteIO
internal import HTTP
internal import Plan

/// The GET that gives what a form has asked for, as the query of its URL. Its path is the form's.
struct SelectionAddress {
    /// The most bytes of a query. nginx takes the head of an answer only if all of it fits into 4 KiB, unless told otherwise.
    static let longest = 3584

    /// Fields of others in the form's own query, as they came: a server in front may want them, such as a signature.
    private let others: [[UInt8]]
    /// Our fields but for the selection.
    private let rest: [[UInt8]]

    /// - Parameter query: That of the form's URL. Fields of the form's body that are not ours are left out.
    init(_ fields: RequestFields, query: [UInt8]) {
        others = query.split(separator: UInt8(ascii: "&")).filter { !Self.isOurs($0) }.map(Self.escaped)
        var rest: [[UInt8]] = []
        func add(_ name: String, _ value: [UInt8]?) {
            if let value { rest.append(Self.pair(name, value)) }
        }
        add("format", fields.format.map { Array($0.rawValue.utf8) })
        add("name", fields.name)
        add("names", fields.names.map { Array($0.rawValue.utf8) })
        add("compression", fields.storesOnly ? Array("store".utf8) : nil)
        add("etag", fields.entityTag.map { Array($0.utf8) })
        self.rest = rest
    }

    /// - Returns: nil if the query is longer than ``longest``.
    func query(selecting names: [[UInt8]]) -> [UInt8]? {
        // Each takes more bytes than it has.
        guard names.reduce(0, { $0 + $1.count }) <= Self.longest else { return nil }
        return query(names.map { Self.pair("select", $0) })
    }

    /// - Parameter selection: The digits of a record.
    /// - Returns: nil if the query is longer than ``longest``.
    func query(ofKept selection: String) -> [UInt8]? {
        query([Self.pair("selection", Array(selection.utf8))])
    }

    private func query(_ selection: [[UInt8]]) -> [UInt8]? {
        let query = Array((others + selection + rest).joined(separator: [UInt8(ascii: "&")]))
        return query.count <= Self.longest ? query : nil
    }

    private static func isOurs(_ pair: ArraySlice<UInt8>) -> Bool {
        let name = try? URLEncoding.fields(Array(pair)).first?.name
        return name.map(RequestFields.names.contains) ?? false
    }

    private static func pair(_ name: String, _ value: [UInt8]) -> [UInt8] {
        Array("\(name)=".utf8) + value.percentEncoded { $0.isUnreserved || $0 == UInt8(ascii: "/") }
    }

    /// What some clients send in a query, though it may not stand there (RFC 3986 §3.4), is escaped.
    static func escaped(_ pair: ArraySlice<UInt8>) -> [UInt8] {
        pair.percentEncoded { $0.isPathCharacter || "?%".utf8.contains($0) }
    }
}
