internal import HTTPClient
internal import Lists

/// A list that an application sends. Belongs to one thread.
final class TransferInput: ListInput {
    /// A list must be whole within so many times the silence that is borne: an application that drips is not waited for
    /// without end.
    private static let patience = 5

    private let transfer: HTTPTransfer
    private var left: UInt64
    private let deadline: ContinuousClock.Instant

    /// - Parameters:
    ///   - limit: The most bytes of a list.
    ///   - silence: How long the application may send nothing.
    init(_ transfer: HTTPTransfer, limit: UInt64, silence: Duration) {
        self.transfer = transfer
        left = limit
        deadline = .now + silence * Self.patience
    }

    func read(atMost limit: Int, appendingTo buffer: inout [UInt8]) throws(ListInputError) {
        guard ContinuousClock.now < deadline else { throw .timedOut }
        let before = buffer.count
        do throws(HTTPClientError) {
            try transfer.read(atMost: limit, appendingTo: &buffer)
        } catch {
            switch error {
            case .abandoned: throw .abandoned
            case .timedOut: throw .timedOut
            case .unreachable(let reason), .untrusted(let reason), .malformed(let reason),
                .brokenOff(let reason):
                throw .brokenOff(reason)
            }
        }
        let count = UInt64(buffer.count - before)
        guard count <= left else { throw .tooLarge }
        left -= count
    }
}
