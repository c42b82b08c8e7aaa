internal import ByteIO
private import Glibc
internal import SystemCalls

/// Sending files without reading them (sendfile(2)).
extension RecordWriter {
    /// Bytes of a file per record: whole pages, of which the kernel moves up to sixteen at a time.
    private static let preferredPart = 15 * 4096

    /// Sends bytes of a file that is read next at the source's position.
    ///
    /// - Returns: how many; fewer than `count` if the file system cannot do that, and the rest must be read.
    func transferFile(_ file: CInt, _ count: UInt64, _ source: any ByteSource) throws(TransferError) -> UInt64
    {
        if !isNonblocking {
            socket.setNonblocking(true)
            isNonblocking = true
        }
        var left = count
        var isSupported = true
        while left > 0, isSupported {
            let part: Int
            do {
                part = Int(min(left, UInt64(min(try roomForPart(), Self.preferredPart))))
                try sendBuffer(announcing: part)
            } catch { throw .sink(error) }
            isSupported = try sendFile(file, part, source)
            left -= UInt64(part)
        }
        return count - left
    }

    /// Sends `count` bytes that are announced, and where the file gives fewer, zeros in their place.
    ///
    /// - Returns: false if the file system has no sendfile; the bytes were read instead.
    private func sendFile(_ file: CInt, _ count: Int, _ source: any ByteSource) throws(TransferError) -> Bool
    {
        var sent = 0
        let reason: Int32?
        let start = now()
        do {
            reason = try socket.send(count, fromFile: file, progress: &sent, timeout: timeout, stop: stop)
        } catch {
            let failure = SinkError(error)
            fail(failure, missing: count - sent)
            throw .sink(failure)
        }
        notePace(sent, in: now() - start)
        do throws(SourceError) {
            try source.skip(UInt64(sent))
            switch reason {
            case nil: return true
            case 0: throw .endedEarly
            case EINVAL, ENOSYS: break
            case let errno?: throw .failed(call: "sendfile", errno: errno)
            }
        } catch {
            fill(count - sent)
            throw .source(error)
        }
        try sendAnnounced(count - sent, from: source)
        return false
    }
}
