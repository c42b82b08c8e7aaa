import TestSupport
import Testing

@testable import ByteIO

@Suite(.unit) struct OutputSpanTests {
    @Test(
        arguments: [
            (0, [0, 0, 0, 0, 0, 0, 0, 0]),
            (0x0102_0304_0506_0708, [8, 7, 6, 5, 4, 3, 2, 1]),
            (.max, [255, 255, 255, 255, 255, 255, 255, 255]),
        ] as [(UInt64, [UInt8])])
    func `a little-endian field begins with its lowest byte`(value: UInt64, bytes: [UInt8]) {
        #expect(encode { $0.append(littleEndian: value) } == bytes)
        #expect(encode { $0.append(littleEndian: UInt32(truncatingIfNeeded: value)) } == Array(bytes[..<4]))
        #expect(encode { $0.append(littleEndian: UInt16(truncatingIfNeeded: value)) } == Array(bytes[..<2]))
    }

    @Test(
        arguments: [
            (0, 7, "0000000"), (0o644, 7, "0000644"), (0o777_7777, 7, "7777777"), (7, 1, "7"),
            (8_589_934_591, 11, "77777777777"), (.max, 22, "1777777777777777777777"),
        ] as [(UInt64, Int, String)])
    func `an octal field has leading zeros up to its width`(value: UInt64, width: Int, text: String) {
        #expect(encode { $0.append(octal: value, width: width) } == Array(text.utf8))
    }

    @Test func `traps on an octal number that is too wide for its field`() async {
        await #expect(processExitsWith: .failure) {
            var bytes: [UInt8] = []
            bytes.append(addingCapacity: 16) { $0.append(octal: 8, width: 1) }
        }
    }

    @Test func `appends the text of a specification as it stands`() {
        #expect(encode { $0.append(ascii: "ustar\0") } == [0x75, 0x73, 0x74, 0x61, 0x72, 0])
    }

    @Test(arguments: [0, 1, 2, 15, 16])
    func `copies a span behind what is there`(count: Int) {
        let source = (0..<UInt8(count)).map { $0 }
        var bytes: [UInt8] = [99]
        bytes.append(copying: source.span)
        #expect(bytes == [99] + source)
        let behind = encode {
            $0.append(7)
            $0.append(copying: source.span)
        }
        #expect(behind == [7] + source)
    }

    @Test func `traps when a copy has no room`() async {
        await #expect(processExitsWith: .failure) {
            let source: [UInt8] = [1, 2, 3]
            var bytes: [UInt8] = []
            bytes.append(addingCapacity: 2) { $0.append(copying: source.span) }
        }
    }

    private func encode(_ body: (inout OutputSpan<UInt8>) -> Void) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(addingCapacity: 32) { body(&$0) }
        return bytes
    }
}
