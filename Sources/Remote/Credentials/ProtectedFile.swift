internal import SystemCalls

/// A small file that decides where keys are sent, or holds one.
enum ProtectedFile {
    /// Reads a file of at most `limit` bytes. Symbolic links are followed, since containers have them in `/run/secrets`.
    ///
    /// - Parameter forbidden: Permission bits that the file must not have.
    static func read(_ path: String, limit: Int, forbidden: UInt16) throws(CredentialError) -> [UInt8] {
        guard !path.isEmpty, !path.utf8.contains(0) else { throw .notFound }
        let status: FileStatus
        var bytes: [UInt8] = []
        do throws(SystemCallError) {
            let file = try FileDescriptor.open(Array(path.utf8).span, for: .content)
            // Of what was opened: the name may be another file's by now.
            status = try file.status()
            // One byte more tells a file that is too large.
            if status.kind == .regular { try file.read(limit + 1, appendingTo: &bytes) }
        } catch {
            throw error.kind == .notFound ? .notFound : .failed(error)
        }
        guard status.kind == .regular else { throw .notRegular }
        guard status.permissions & forbidden == 0 else { throw .open(mode: status.permissions & 0o777) }
        guard bytes.count <= limit else { throw .tooLarge(limit: limit) }
        return bytes
    }
}
