private import Glibc

/// The environment that the process was started with.
public enum Environment {
    public static func variables() -> [(name: String, value: String)] {
        var result: [(name: String, value: String)] = []
        var next = unsafe environ
        while let text = unsafe next.pointee {
            let pair = unsafe String(cString: text)
                .split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if pair.count == 2 { result.append((String(pair[0]), String(pair[1]))) }
            unsafe next += 1
        }
        return result
    }

    public static func value(of name: String) -> String? {
        guard let text = unsafe getenv(name) else { return nil }
        return unsafe String(cString: text)
    }
}
