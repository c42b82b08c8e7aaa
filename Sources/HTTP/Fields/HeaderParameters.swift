/// Parameters behind a header's value (RFC 9110 §5.6.6): `; name=token` or `; name="quoted"`.
public enum HeaderParameters {
    public static func value(of name: String, in header: String) -> String? {
        var rest = Substring(header)
        while let semicolon = rest.firstIndex(of: ";") {
            rest = rest[rest.index(after: semicolon)...].drop { $0 == " " || $0 == "\t" }
            guard let equals = rest.firstIndex(where: { $0 == "=" || $0 == ";" }) else { return nil }
            guard rest[equals] == "=" else { continue }
            let found = rest[..<equals].lowercased()
            rest = rest[rest.index(after: equals)...]
            let value = takeValue(&rest)
            if found == name { return value }
        }
        return nil
    }

    private static func takeValue(_ rest: inout Substring) -> String {
        guard rest.first == "\"" else {
            let token = rest.prefix { $0 != ";" }
            rest = rest[token.endIndex...]
            return String(token.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
        }
        rest.removeFirst()
        var value = ""
        while let character = rest.popFirst(), character != "\"" {
            value.append(character == "\\" ? rest.popFirst() ?? "\\" : character)
        }
        return value
    }
}
