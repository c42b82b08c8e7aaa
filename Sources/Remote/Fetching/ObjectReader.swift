public import ByteIO
public import Plan

/// Fetches the objects of an archive, one after the other, with the next ones on their way. Belongs to one thread.
///
/// Requests for the next objects are sent ahead; what comes of them waits in the sockets. So a server that takes its
/// time for each answer takes it for many at once.
public final class ObjectReader {
    /// Requests ahead, at the beginning and at most.
    private static let (firstWindow, largestWindow) = (2, 16)

    private struct Ahead {
        let index: Int
        let source: ObjectSource
        let ticket: AheadTicket
    }

    private let context: FetchContext
    private let next: (Int) -> (index: Int, object: RemoteObject)?
    private var window = firstWindow
    private var ahead: [Ahead] = []

    /// - Parameters:
    ///   - next: The first object behind the one with that index.
    ///   - isAbandoned: Asked now and then whether nobody waits for the content any more.
    public init(
        _ origins: Origins, rules: FetchRules, next: @escaping (Int) -> (index: Int, object: RemoteObject)?,
        isAbandoned: @escaping () -> Bool
    ) {
        context = FetchContext(origins, rules, isAbandoned: isAbandoned)
        self.next = next
    }

    public var bytesFetched: UInt64 { context.counts.bytes }

    /// What fetching took so far, for the log.
    public var notes: [ReadingNote] { context.notes }

    /// The content of an object from `offset` on. Does not block; reading does. Indices come in ascending order.
    public func source(of index: Int, _ object: RemoteObject, from offset: UInt64) -> any ByteSource {
        ahead.removeAll { $0.index < index }
        let source: ObjectSource
        if offset == 0, let first = ahead.first, first.index == index {
            source = first.source
            ahead.removeFirst()
        } else {
            source = ObjectSource(object, from: offset, context)
            source.begin()
        }
        context.noteReading()
        if source.mustWait { window = min(2 * window, Self.largestWindow) }
        if let size = object.size, size - offset > ObjectSource.nearEnd {
            source.whenNearEnd = { [weak self] in self?.fill(behind: index) }
        } else {
            fill(behind: index)
        }
        return source
    }

    /// Begins requests until as many are on their way as may be.
    private func fill(behind index: Int) {
        guard !context.isClientSlow else { return }
        var last = ahead.last?.index ?? index
        while ahead.count < window, let following = next(last), let ticket = context.origins.ticket() {
            let source = ObjectSource(following.object, from: 0, context)
            source.begin()
            ahead.append(Ahead(index: following.index, source: source, ticket: ticket))
            last = following.index
        }
    }
}
