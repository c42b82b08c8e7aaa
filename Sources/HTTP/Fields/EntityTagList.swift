/// The value of If-Match or If-None-Match: `*`, or a list of entity tags (RFC 9110 §8.8.3, §13.1).
///
/// It is read anew for each question, for a client may send any number of tags. A tag counts if its element of
/// the list is well-formed and all before it are: behind a mistake nobody knows where a tag begins.
public struct EntityTagList<Bytes: Collection<UInt8>> {
    private let value: Bytes

    init(reading value: Bytes) { self.value = value }

    func names(_ tag: String, by comparison: EntityTagComparison) -> Bool {
        if isAny { return true }
        let wanted = tag.utf8.dropFirst().dropLast()
        var reader = FieldReader(value)
        reader.skipCommasAndSpace()
        while let candidate = Self.takeTag(&reader) {
            let isEligible = comparison == .weak || !candidate.isWeak
            if isEligible, candidate.opaque.elementsEqual(wanted) { return true }
        }
        return false
    }

    /// `*` stands for whatever there is, and only alone: in a list it is malformed.
    private var isAny: Bool {
        var reader = FieldReader(value)
        reader.skipSpace()
        guard reader.take("*") else { return false }
        reader.skipSpace()
        return reader.isAtEnd
    }

    /// Takes an element and what separates it from the next.
    ///
    /// - Returns: What is between its quotes; nil at the end and for a malformed one.
    private static func takeTag(
        _ reader: inout FieldReader<Bytes>
    ) -> (isWeak: Bool, opaque: Bytes.SubSequence)? {
        let isWeak = reader.take("W/")
        guard reader.take("\"") else { return nil }
        let opaque = reader.take { $0.isTagCharacter }
        guard reader.take("\"") else { return nil }
        reader.skipSpace()
        guard reader.isAtEnd || reader.take(",") else { return nil }
        reader.skipCommasAndSpace()
        return (isWeak, opaque)
    }
}

extension EntityTagList<[UInt8]> {
    public init(_ value: [UInt8]) { self.init(reading: value) }

    /// Whether the condition names the representation that has this tag.
    ///
    /// - Parameter tag: A strong one, with its quotes.
    public func matches(_ tag: String, by comparison: EntityTagComparison) -> Bool {
        names(tag, by: comparison)
    }
}

extension UInt8 {
    /// etagc: all but white space, controls and the quote; a backslash escapes nothing.
    fileprivate var isTagCharacter: Bool { self > 0x20 && self != UInt8(ascii: "\"") && self != 0x7F }
}

/// How two entity tags are compared (RFC 9110 §8.8.3.2).
public enum EntityTagComparison {
    /// Weak tags are equal to none.
    case strong
    case weak
}
