/// The name of a unit of systemd, and the specifiers that stand for it or parts of it (systemd.unit(5)).
struct UnitName {
    /// All of it: `penstock@media.service`.
    let full: String
    /// Without the type: `penstock@media`.
    let stem: String
    /// In front of `@`: `penstock`.
    let prefix: String
    /// Behind it: `media`; nothing if there is no `@`.
    let instance: String

    init(_ full: String) {
        self.full = full
        stem = full.lastIndex(of: ".").map { String(full[..<$0]) } ?? full
        let parts = stem.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        prefix = parts.first.map(String.init) ?? ""
        instance = parts.count > 1 ? String(parts[1]) : ""
    }

    /// Whether it can be the name of a service: nothing that systemctl takes for an option, or for several names.
    static func isValid(_ name: String) -> Bool {
        !name.isEmpty && !name.hasPrefix("-")
            && name.allSatisfy { character in
                character.isASCII
                    && (character.isLetter || character.isNumber || ":-_.@\\".contains(character))
            }
    }

    /// The line for a unit of any name, which means what `line` does in this one. Specifiers that have nothing to do with
    /// the name stay.
    func expand(_ line: String) -> String {
        var result = ""
        var rest = line[...]
        while let first = rest.popFirst() {
            guard first == "%", let specifier = rest.popFirst() else {
                result.append(first)
                continue
            }
            switch specifier {
            case "n": result += full
            case "N": result += stem
            case "p": result += prefix
            case "P": result += Self.unescaped(prefix)
            case "i": result += instance
            case "I": result += Self.unescaped(instance)
            default: result += "%\(specifier)"
            }
        }
        return result
    }

    /// With slashes in place of dashes, and characters in place of `\x2d` (systemd-escape(1)).
    private static func unescaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let first = rest.popFirst() {
            if first == UInt8(ascii: "\\"), rest.count >= 3, rest.first == UInt8(ascii: "x"),
                let byte = UInt8(String(decoding: rest.dropFirst().prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(byte)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(first == UInt8(ascii: "-") ? UInt8(ascii: "/") : first)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
