import TestSupport
import Testing

@testable import Lists

@Suite(.unit) struct FieldTextTests {
    @Test(
        arguments: [
            ("5f1c", .strong(Array("5f1c".utf8))), ("\"5f1c\"", .strong(Array("5f1c".utf8))),
            ("W/\"5f1c\"", .weak), ("W/\"\"", .weak), ("W/5", .strong(Array("W/5".utf8))),
            ("\"é\\\"", .strong(Array("é\\".utf8))),
            ("", nil), ("\"", nil), ("\"\"", nil), ("\"a", nil), ("a\"", nil), ("\"a\"b\"", nil),
            ("a b", nil),
            ("\"a b\"", nil), ("\"\"a\"\"", nil), ("w/\"a\"", nil), ("W/\"a", nil), ("W/\"a b\"", nil),
            ("a\u{7F}", nil),
            ("a\n", nil), ("W/ \"a\"", nil), ("\"a\", \"b\"", nil),
        ] as [(String, FieldText.EntityTag?)])
    func `an entity tag loses its quotes`(text: String, tag: FieldText.EntityTag?) {
        #expect(FieldText.entityTag(Array(text.utf8)) == tag)
    }

    // date -u -d DATE +%s
    @Test(
        arguments: [
            ("2024-11-19T08:00:00Z", 1_732_003_200), ("2024-11-19t08:00:00z", 1_732_003_200),
            ("2024-11-19T08:00:00.999999999999Z", 1_732_003_200),
            ("2024-11-19T09:30:00.5+01:30", 1_732_003_200),
            ("1985-04-12T23:20:50.52Z", 482_196_050), ("1996-12-19T16:39:57-08:00", 851_042_397),
            ("1937-01-01T12:00:27.87+00:20", -1_041_337_173), ("1969-12-31T23:59:59-00:00", -1),
            ("1990-12-31T23:59:60Z", 662_688_000), ("0000-01-01T00:00:00Z", -62_167_219_200),
            ("9999-12-31T23:59:59Z", 253_402_300_799), ("Tue, 19 Nov 2024 08:00:00 GMT", 1_732_003_200),
            ("Tue Nov 19 08:00:00 2024", 1_732_003_200), ("Tuesday, 19-Nov-24 08:00:00 GMT", 1_732_003_200),
            ("Tuesday, 31-Dec-69 23:59:59 GMT", 3_155_759_999), ("Thursday, 01-Jan-70 00:00:00 GMT", 0),
        ] as [(String, Int64)])
    func `dates are of RFC 3339 or of HTTP`(text: String, seconds: Int64) {
        #expect(FieldText.seconds(Array(text.utf8)) == seconds)
    }

    @Test(arguments: [
        "", "1732003200", "2024-11-19", "2024-11-19T08:00:00", "2024-11-19 08:00:00Z", "2024-11-19T08:00Z",
        "2024-11-19T08:00:00.Z", "2024-11-19T08:00:00,5Z", "2024-11-19T24:00:00Z", "2024-11-19T08:60:00Z",
        "2024-11-19T08:00:61Z", "2024-02-30T08:00:00Z", "2024-13-01T08:00:00Z", "2024-00-01T08:00:00Z",
        "2024-1-19T08:00:00Z", "24-11-19T08:00:00Z", "+2024-11-19T08:00:00Z", "2024-11-19T08:00:00+0100",
        "2024-11-19T08:00:00+01", "2024-11-19T08:00:00+24:00", "2024-11-19T08:00:00+01:60",
        "2024-11-19T08:00:00Z ", " 2024-11-19T08:00:00Z", "2024-11-19T08:00:00Z\0",
        "2024-11-19T08:00:00+01:00Z",
        "2024-11-1٩T08:00:00Z", "Wed, 19 Nov 2024 08:00:00 GMT",
    ])
    func `anything else is no date`(text: String) {
        #expect(FieldText.seconds(Array(text.utf8)) == nil)
    }

    @Test(
        arguments: [
            ("0", 0), ("644", 0o644), ("0755", 0o755), ("000777", 0o777), ("", nil), ("1000", nil),
            ("4755", nil),
            ("0o644", nil), ("-1", nil), ("+644", nil), ("648", nil), (" 644", nil), ("644 ", nil),
            ("100644", nil), ("99999999999999999999999999999999999", nil),
        ] as [(String, UInt16?)])
    func `permissions are octal digits`(text: String, permissions: UInt16?) {
        #expect(FieldText.permissions(Array(text.utf8)) == permissions)
    }

    @Test func `every field is found by its name, and no other name finds one`() {
        for field in EntryField.allCases {
            let name = Array(field.rawValue.utf8)
            #expect(EntryField.table.field(named: name.span) == field)
            for other in [name.dropLast(), name + [0x61], [name[0] ^ 0x20] + name.dropFirst()] {
                let other = Array(other)
                #expect(EntryField.table.field(named: other.span) == nil)
            }
        }
        for field in HeadField.allCases {
            let name = Array(field.rawValue.utf8)
            #expect(HeadField.table.field(named: name.span) == field)
        }
        let long = [UInt8](repeating: UInt8(ascii: "n"), count: 36)
        #expect(EntryField.table.field(named: long.span) == nil)
    }
}
