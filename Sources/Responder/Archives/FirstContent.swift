internal import ByteIO
internal import Plan

/// Opens the first content of an archive before the answer to its request begins, while it can still be an error.
/// Belongs to one thread.
final class FirstContent: ContentReader {
    private let content: any ContentReader
    private var first: (index: Int, source: any ByteSource)?

    init(_ content: any ContentReader) { self.content = content }

    /// Opens the first file of a plan that has content. Blocks.
    func open(_ plan: Plan) throws(SourceError) {
        let index = plan.entries.firstIndex { entry in
            entry.kind == .file && !entry.isInline && (entry.size > 0 || entry.hasUnknownSize)
        }
        if let index { first = (index, try content.content(of: index, in: plan, from: 0)) }
    }

    func content(of index: Int, in plan: Plan, from offset: UInt64) throws(SourceError) -> any ByteSource {
        if let first = first.take(), first.index == index, offset == 0 { return first.source }
        return try content.content(of: index, in: plan, from: offset)
    }

    func expectedChecksum(of index: Int) -> UInt32? { content.expectedChecksum(of: index) }

    var bytesRead: UInt64 { content.bytesRead }

    var notes: [ReadingNote] { content.notes }
}
