/// Permission bits, in octal on the command line.
struct SocketMode: Equatable {
    let bits: UInt32

    init(bits: UInt32) { self.bits = bits }

    init?(_ text: String) {
        guard let bits = UInt32(text, radix: 8), bits <= 0o777 else { return nil }
        self.bits = bits
    }
}
