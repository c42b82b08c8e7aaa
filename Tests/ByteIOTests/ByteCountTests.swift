import ByteIO
import TestSupport
import Testing

@Suite(.unit) struct ByteCountTests {
    @Test(
        arguments: [
            ("0", 0), ("1", 1), ("20000000000", 20_000_000_000), ("1K", 1024), ("3k", 3072),
            ("20G", 21_474_836_480),
            ("20g", 21_474_836_480), ("5M", 5_242_880), ("2T", 2_199_023_255_552),
            ("16777215T", 18_446_742_974_197_923_840),
            ("18446744073709551615", UInt64.max), ("007K", 7168),
        ] as [(String, UInt64)])
    func `a letter is a power of 1024`(text: String, bytes: UInt64) {
        #expect(ByteCount(text)?.bytes == bytes)
    }

    @Test(arguments: [
        "", "K", "-1", "+1", "1.5G", "1 G", "1GB", "1GiB", "1P", "20X", "0x10", "1G ", " 1", "1e9", "٣",
        "1KK",
        "18446744073709551616", "16777216T",
    ])
    func `anything else is none`(text: String) {
        #expect(ByteCount(text) == nil)
    }
}
