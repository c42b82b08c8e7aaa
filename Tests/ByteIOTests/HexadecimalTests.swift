import ByteIO
import TestSupport
import Testing

@Suite(.unit) struct HexadecimalTests {
    @Test(
        arguments: [
            (0, 1, "0"), (0xA, 1, "a"), (0x0F1, 3, "0f1"), (0x1234, 2, "34"), (.max, 16, "ffffffffffffffff"),
        ] as [(UInt64, Int, String)])
    func `a number has as many digits as are wanted`(number: UInt64, count: Int, text: String) {
        #expect(Hexadecimal.digits(number, count: count) == Array(text.utf8))
        #expect(Hexadecimal.digits(number, count: count, uppercase: true) == Array(text.uppercased().utf8))
    }

    @Test func `a digit is read in either case, and nothing else is one`() {
        for byte in UInt8.min...UInt8.max {
            let character = Character(Unicode.Scalar(byte))
            let expected = character.isASCII ? character.hexDigitValue : nil
            #expect(Hexadecimal.value(of: byte).map { Int($0) } == expected)
        }
    }
}
