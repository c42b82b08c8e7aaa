import Glibc

extension [UInt8] {
    /// Whether these bytes have `part` at `offset`. Comparing slices is many times slower without an optimizer.
    public func holds(_ part: [UInt8], at offset: Int) -> Bool {
        guard offset >= 0, offset + part.count <= count else { return false }
        return unsafe withUnsafeBytes { here in
            unsafe part.withUnsafeBytes { there in
                guard let start = here.baseAddress, let other = there.baseAddress else { return true }
                return unsafe memcmp(start + offset, other, there.count) == 0
            }
        }
    }
}
