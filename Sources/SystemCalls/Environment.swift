private import Glibc

/// The environment that the process was started with.
public enum Environment {
    public static func variables() -> [(name: String, value: String)] {
        bytes().map { ($0.name, String(decoding: $0.value, as: UTF8.self)) }
    }

    /// The variables with their values as they are.
    public static func bytes() -> [(name: String, value: [UInt8])] { unsafe bytes(in: environ) }

    /// The variables of an environment as C has it: strings `NAME=VALUE`, and a null behind the last. A string without
    /// an equals sign is none.
    @unsafe public static func bytes(
        in list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    ) -> [(name: String, value: [UInt8])] {
        var result: [(name: String, value: [UInt8])] = []
        var next = unsafe list
        while let text = unsafe next.pointee {
            let bytes = unsafe UnsafeRawBufferPointer(start: text, count: strlen(text))
            if let equals = unsafe bytes.firstIndex(of: UInt8(ascii: "=")) {
                let name = unsafe String(decoding: bytes[..<equals], as: UTF8.self)
                result.append((name, unsafe Array(bytes[(equals + 1)...])))
            }
            unsafe next += 1
        }
        return result
    }

    public static func value(of name: String) -> String? {
        guard let text = unsafe getenv(name) else { return nil }
        return unsafe String(cString: text)
    }
}
