internal import ByteIO
internal import HTTP

/// What tells one version of an object from another (RFC 9110 §8.8), as its server has said.
struct ObjectVersion: Equatable {
    /// What stands between the quotes of a strong entity tag.
    var tag: [UInt8]?
    /// The values of `Last-Modified` and `Date`, as they were sent.
    private let lastModified: [UInt8]?
    private let date: [UInt8]?
    /// The value of `Content-Encoding`, as it was sent. What is not encoded alike does not go on with the other.
    var encoding: [UInt8]?

    init(tag: [UInt8]? = nil, modified: [UInt8]? = nil) {
        self.tag = tag
        lastModified = modified
        date = nil
    }

    init(_ headers: ResponseFields) {
        tag = headers["etag"].flatMap(Self.strongTag)
        lastModified = headers["last-modified"]
        date = headers["date"]
        encoding = headers["content-encoding"]
    }

    /// The value of `Last-Modified`, as it was sent, if it is a strong validator (RFC 9110 §8.8.2.2): the object could have
    /// been changed once more within the second in which it is told.
    var modified: [UInt8]? {
        // Reading dates takes microseconds, and of most objects nobody asks for it.
        guard let lastModified, let seconds = Self.seconds(lastModified) else { return nil }
        let told = date.flatMap(Self.seconds)
        return told.map { $0 <= seconds } ?? false ? nil : lastModified
    }

    /// ``modified`` in seconds since 1970.
    var modifiedSeconds: Int64? { modified.flatMap(Self.seconds) }

    private static func seconds(_ value: [UInt8]) -> Int64? {
        HTTPDate.seconds(String(decoding: value, as: UTF8.self), now: HTTPDate.fixedClock)
    }

    /// Whether bytes of a later answer go on with those of this one. It must say so: no word of its version is no proof.
    func isContinued(by later: ObjectVersion) -> Bool {
        guard encoding == later.encoding else { return false }
        if let tag { return tag == later.tag }
        return modified != nil && modified == later.modified
    }

    var isKnown: Bool { tag != nil || modified != nil }

    /// The fields that have a server send a part of this version and of no other (RFC 9110 §13.1).
    var conditions: [(name: String, value: [UInt8])] {
        if let tag { return [("If-Match", [UInt8(ascii: "\"")] + tag + [UInt8(ascii: "\"")])] }
        return modified.map { [("If-Unmodified-Since", $0)] } ?? []
    }

    private static func strongTag(_ value: [UInt8]) -> [UInt8]? {
        let quote = UInt8(ascii: "\"")
        guard value.count > 2, value.first == quote, value.last == quote else { return nil }
        return Array(value.dropFirst().dropLast())
    }
}

/// Fields of a response, by their names in lower case.
struct ResponseFields {
    private let fields: [(name: String, value: [UInt8])]

    init(_ fields: [(name: String, value: [UInt8])]) {
        self.fields = fields.map { ($0.name.lowercased(), $0.value) }
    }

    /// The value of the first field of that name.
    subscript(name: String) -> [UInt8]? { fields.first { $0.name == name }?.value }

    /// The value of a field that is one number.
    func number(_ name: String) -> UInt64? { self[name].flatMap { DecimalNumber.value($0[...]) } }
}

/// Digits alone.
enum DecimalNumber {
    static func value(_ digits: ArraySlice<UInt8>) -> UInt64? {
        guard !digits.isEmpty, digits.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else {
            return nil
        }
        return UInt64(String(decoding: digits, as: UTF8.self))
    }
}
