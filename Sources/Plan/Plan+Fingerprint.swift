internal import ByteIO

extension Plan {
    /// Hands out, in portions, bytes that are equal for two plans if and only if their archives are.
    ///
    /// They hold each entry's place, name, kind, size, permissions and modification time to the nanosecond, and the names
    /// that differ in the archive: nothing that differs between two hosts with the same files.
    public func fingerprint(_ take: ([UInt8]) -> Void) {
        let portion = 64 * 1024
        var buffer: [UInt8] = []
        buffer.reserveCapacity(portion + 512)
        for (index, entry) in entries.enumerated() {
            buffer.append(addingCapacity: 28) {
                $0.append(littleEndian: UInt32(entry.parent.map { $0 + 1 } ?? 0))
                $0.append(littleEndian: entry.size)
                $0.append(littleEndian: UInt64(bitPattern: entry.modifiedSeconds))
                $0.append(littleEndian: entry.modifiedNanoseconds)
                $0.append(littleEndian: entry.permissions)
                $0.append(entry.kind.rawValue | (entry.hasUnknownSize ? Entry.unknownSizeFlag : 0))
                $0.append(UInt8(truncatingIfNeeded: entry.nameRange.count))
            }
            buffer += arena[entry.nameRange]
            if entry.isInline { buffer += inlineContent(of: index) }
            if buffer.count >= portion {
                take(buffer)
                buffer.removeAll(keepingCapacity: true)
            }
        }
        for (index, name) in archiveNames.sorted(by: { $0.key < $1.key }) {
            buffer.append(addingCapacity: 9) {
                // No entry begins so: it would be in the last directory that could be numbered.
                $0.append(littleEndian: UInt32.max)
                $0.append(littleEndian: UInt32(index))
                $0.append(UInt8(truncatingIfNeeded: name.count))
            }
            buffer += name
            if buffer.count >= portion {
                take(buffer)
                buffer.removeAll(keepingCapacity: true)
            }
        }
        take(buffer)
    }
}
