internal import ByteIO

/// Why a parameter cannot be what a front server says.
enum ParameterFault: Error, Equatable {
    case unknown, onlyForTrees, onlyForLists
    /// The value is none of what the parameter may be, which the text tells.
    case otherForm(String)

    /// For the log.
    func reason(_ name: String, _ value: String) -> String {
        switch self {
        case .unknown: "unknown parameter \(name)"
        case .otherForm(let form): "\(name) cannot be \"\(value)\": \(form)"
        case .onlyForTrees: "\(name) has no meaning for lists"
        case .onlyForLists: "\(name) without PENSTOCK_MANIFEST"
        }
    }
}

/// The value of a parameter, and what values may look like.
///
/// What reads the value in one of the forms throws ``ParameterFault/otherForm(_:)`` if the value has another.
struct ParameterValue {
    let text: String

    func flag() throws(ParameterFault) -> Bool { try read(["on": true, "off": false][text], "on or off") }

    func word<Word>(_ type: Word.Type) throws(ParameterFault) -> Word
    where Word: RawRepresentable<String> & CaseIterable {
        try read(Word(rawValue: text), Self.words(of: type))
    }

    func bytes() throws(ParameterFault) -> UInt64 { try read(ByteCount(text)?.bytes, ByteCount.form) }

    /// - Parameter unit: What is counted.
    func number<Number: FixedWidthInteger>(
        of unit: String, from least: Number = 0
    ) throws(ParameterFault) -> Number {
        // Digits alone: Swift's own parsing takes a sign.
        let isNumber = text.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        let number = isNumber ? Number(text) : nil
        return try read(number.flatMap { $0 < least ? nil : $0 }, "a number of \(unit), at least \(least)")
    }

    func absolutePath() throws(ParameterFault) -> String {
        try read(text.hasPrefix("/") ? text : nil, "an absolute path")
    }

    /// One or more items, separated by spaces.
    ///
    /// - Parameters:
    ///   - form: Of an item.
    ///   - item: Makes one of its text; nil if that is none.
    func items<Item>(_ form: String, _ item: (String) -> Item?) throws(ParameterFault) -> [Item] {
        let words = text.split(separator: " ")
        let items = words.compactMap { item(String($0)) }
        return try read(
            items.isEmpty || items.count < words.count ? nil : items, "\(form); separated by spaces")
    }

    /// - Parameters:
    ///   - value: nil if the text has another form.
    ///   - form: What the text may be.
    func read<Value>(_ value: Value?, _ form: String) throws(ParameterFault) -> Value {
        guard let value else { throw .otherForm(form) }
        return value
    }

    /// The words of `type`, in a sentence.
    static func words<Word>(of type: Word.Type) -> String
    where Word: RawRepresentable<String> & CaseIterable {
        let words = type.allCases.map(\.rawValue)
        return words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
    }
}
