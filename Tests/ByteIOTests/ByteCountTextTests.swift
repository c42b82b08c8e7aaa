import ByteIO
import TestSupport
import Testing

@Suite(.unit) struct ByteCountTextTests {
    @Test(
        arguments: [
            (0, "0 B"), (1, "1 B"), (999, "999 B"), (1000, "1.0 kB"), (1049, "1.0 kB"), (1050, "1.1 kB"),
            (99_900, "99.9 kB"), (99_949, "99.9 kB"), (99_950, "100 kB"), (999_499, "999 kB"),
            (999_500, "1.0 MB"),
            (1_500_000_000, "1.5 GB"), (2e12, "2.0 TB"), (1e15, "1.0 PB"), (1.8e19, "18.0 EB"),
            (1e24, "1000000 EB"),
        ] as [(Double, String)])
    func `a size has three digits that count`(bytes: Double, text: String) {
        #expect(ByteCount.text(bytes) == text)
    }
}
