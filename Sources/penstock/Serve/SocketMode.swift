internal import ArgumentParser

/// Permission bits, in octal on the command line.
struct SocketMode: ExpressibleByArgument, CustomStringConvertible {
    let bits: UInt32

    init(bits: UInt32) { self.bits = bits }

    init?(argument: String) {
        guard let bits = UInt32(argument, radix: 8), bits <= 0o777 else { return nil }
        self.bits = bits
    }

    var description: String { "0" + String(bits, radix: 8) }
    var defaultValueDescription: String { description }
}
