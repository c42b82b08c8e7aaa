import Glibc

extension Collection<UInt8> {
    /// Whether `pattern`, which is not empty, occurs in these bytes.
    public func contains(bytes pattern: some Collection<UInt8>) -> Bool {
        let pattern = Array(pattern)
        return unsafe Array(self).withUnsafeBytes { here in
            guard let start = here.baseAddress else { return false }
            var position = 0
            while position + pattern.count <= here.count {
                let places = here.count - pattern.count + 1 - position
                guard let hit = unsafe memchr(start + position, Int32(pattern[0]), places) else {
                    return false
                }
                if unsafe memcmp(hit, pattern, pattern.count) == 0 { return true }
                position = unsafe UnsafeRawPointer(hit) - start + 1
            }
            return false
        }
    }

    public func contains(text: String) -> Bool { contains(bytes: text.utf8) }
}
