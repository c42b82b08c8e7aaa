internal import ByteIO
private import Glibc
internal import SystemCalls

/// Sending files without reading them (sendfile(2)).
extension RecordWriter {
    /// Bytes of a file per record: whole pages, of which the kernel moves up to sixteen at a time.
    private static let preferredPart = 15 * 4096

    /// How many of a source's next bytes the kernel may move.
    ///
    /// What it moves lies in the socket as references to the file's own pages, until the peer has read it: whoever
    /// overwrites the file meanwhile changes it. Nothing is promised of a tar's content. Of content that is sent under
    /// a known checksum, so much is copied at the end that nothing else is in the socket any more when the source looks
    /// at its file.
    func movableCount(of source: any ByteSource) -> UInt64 {
        guard let left = source.countReliedOn else { return .max }
        return left - min(left, copiedCount)
    }

    /// All that the socket holds, with a piece more than its limit on either side of it; and what is read and still in
    /// this writer's buffer.
    static func copiedCount(to socket: StreamSocket) -> UInt64 {
        socket.queueLimit.map { UInt64($0 + 2 * 64 * 1024 + SendBuffers.largeCapacity) } ?? .max
    }

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
        let start = beginSend()
        do {
            reason = try socket.send(count, fromFile: file, progress: &sent, timeout: timeout, stop: stop)
        } catch {
            let failure = SinkError(error)
            fail(failure, missing: count - sent, after: now() - start)
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
