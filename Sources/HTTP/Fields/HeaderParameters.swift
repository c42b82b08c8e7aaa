/// Parameters behind a header's value (RFC 9110 §5.6.6): `; name=token` or `; name="quoted"`.
public enum HeaderParameters {
    public static func value(of name: String, in header: String) -> String? {
        value(of: name, in: header[...])
    }

    static func value(of name: String, in header: some Collection<Character>) -> String? {
        var rest = header[...]
        while let semicolon = rest.firstIndex(of: ";") {
            rest = rest[rest.index(after: semicolon)...].drop { $0 == " " || $0 == "\t" }
            guard let equals = rest.firstIndex(where: { $0 == "=" || $0 == ";" }) else { return nil }
            guard rest[equals] == "=" else { continue }
            let found = String(rest[..<equals]).lowercased()
            rest = rest[rest.index(after: equals)...]
            let value = takeValue(&rest)
            if found == name { return value }
        }
        return nil
    }

    private static func takeValue<Text: Collection<Character>>(_ rest: inout Text) -> String
    where Text.SubSequence == Text {
        guard rest.first == "\"" else {
            let token = rest.prefix { $0 != ";" }
            rest = rest[token.endIndex...]
            return String(String(token).reversed().drop { $0 == " " || $0 == "\t" }.reversed())
        }
        rest.removeFirst()
        var value = ""
        while let character = rest.popFirst(), character != "\"" {
            value.append(character == "\\" ? rest.popFirst() ?? "\\" : character)
        }
        return value
    }
}
