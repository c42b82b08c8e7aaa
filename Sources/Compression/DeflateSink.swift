public import ByteIO

/// Compresses bytes block by block into one deflate stream, and runs ahead of its sink as
/// far as its pipeline lets it.
public final class DeflateSink: ByteSink {
    /// A block's length as it is handed on, in bytes, and the checksum of its input.
    public typealias BlockNote = (UInt64, CRC32) throws(SinkError) -> Void

    private let pipeline: BlockPipeline
    /// The block that is being filled, behind the tail of the block before it.
    private var window: [UInt8] = []
    private var admission: BlockAdmission?
    private var dictionary: [UInt8] = []
    /// Bytes that are given only for the first block to refer to, and still to come.
    private var primerLeft: Int
    /// Bytes that are still to come behind those; if nobody knows how many, more than can be.
    private var remaining: UInt64
    private var isOpenEnded: Bool
    private let delivered: Delivered

    /// What is known once blocks are handed on.
    private final class Delivered {
        let sink: any ByteSink
        let note: BlockNote?
        var checksum = CRC32()
        var encodedCount: UInt64 = 0

        init(_ sink: any ByteSink, _ note: BlockNote?) {
            self.sink = sink
            self.note = note
        }

        func take(_ block: EncodedBlock, isLast: Bool) throws(SinkError) {
            checksum.append(block.checksum, count: UInt64(block.inputCount))
            let length =
                block.isStored
                ? StoredBlocks.encodedLength(of: UInt64(block.inputCount)) : UInt64(block.count)
            encodedCount += length
            try note?(length, block.checksum)
            if block.isStored {
                try block.withInput { (input) throws(SinkError) in
                    try StoredBlocks.write(input, isLast: isLast, to: sink)
                }
            } else {
                try block.write(to: sink)
            }
        }
    }

    /// - Parameters:
    ///   - total: Exactly how many bytes the stream has; its last block is marked by counting them. Nil if only
    ///     ``finish(_:)`` tells: then the last block may be one of no bytes.
    ///   - start: Where in it to begin, at a block. What is given first are then the ``primerSize(from:)``
    ///     bytes before it.
    ///   - note: Is told of each block before it is handed on.
    public init(
        to sink: any ByteSink, total: UInt64?, from start: UInt64 = 0, through pipeline: BlockPipeline,
        note: BlockNote? = nil
    ) throws(SinkError) {
        precondition(start.isMultiple(of: UInt64(BlockCompressor.blockSize)), "a start within a block")
        self.pipeline = pipeline
        isOpenEnded = total == nil
        remaining = total.map { $0 - start } ?? .max
        primerLeft = Int(Self.primerSize(from: start))
        delivered = Delivered(sink, note)
        if remaining == 0 { try flushBlock() }
    }

    /// Forgets how many bytes were announced: fewer may come, or more. Some must still be to come.
    public func openEnd() {
        precondition(remaining > 0, "the last block has left")
        (isOpenEnded, remaining) = (true, .max)
    }

    /// How many bytes before a block it may refer to.
    public static func primerSize(from start: UInt64) -> UInt64 {
        min(start, UInt64(BlockCompressor.dictionarySize))
    }

    public func write(_ bytes: Span<UInt8>) throws(SinkError) {
        var rest = bytes
        while !rest.isEmpty {
            let part = rest.extracting(first: min(rest.count, room))
            window.append(copying: part)
            try advance(by: part.count)
            rest = rest.extracting(droppingFirst: part.count)
        }
    }

    public func transfer(_ count: UInt64, from source: any ByteSource) throws(TransferError) {
        var left = count
        while left > 0 {
            let limit = Int(min(left, UInt64(room)))
            let before = window.count
            do {
                try window.append(addingCapacity: limit) { (free) throws(SourceError) in
                    try source.read(into: &free)
                }
            } catch { throw .source(error) }
            let taken = window.count - before
            do { try advance(by: taken) } catch { throw .sink(error) }
            left -= UInt64(taken)
        }
    }

    /// Ends the stream, and takes a step when all of it is handed on.
    ///
    /// - Parameter step: Is told the checksum of all bytes that were given, and how many bytes were handed
    ///   on.
    public func finish(_ step: @escaping (CRC32, UInt64) throws(SinkError) -> Void) throws(SinkError) {
        if isOpenEnded, remaining > 0 {
            remaining = 0
            // There is nothing that could refer to it.
            if window.isEmpty { dictionary = [] }
            try flushBlock()
        }
        precondition(remaining == 0, "fewer bytes than announced")
        let delivered = delivered
        try pipeline.then { () throws(SinkError) in try step(delivered.checksum, delivered.encodedCount) }
    }

    /// Bytes until the block is full. Begins it if need be.
    private var room: Int {
        if primerLeft > 0 { return primerLeft }
        if window.isEmpty {
            let isShort = remaining < UInt64(BlockCompressor.blockSize)
            if !isShort { (window, admission) = pipeline.buffer() }
            window += dictionary
        }
        return dictionary.count + BlockCompressor.blockSize - window.count
    }

    private func advance(by count: Int) throws(SinkError) {
        if primerLeft > 0 { return prime(count) }
        precondition(UInt64(count) <= remaining, "more bytes than announced")
        remaining -= UInt64(count)
        if remaining == 0 || room == 0 { try flushBlock() }
    }

    private func prime(_ count: Int) {
        primerLeft -= count
        if primerLeft == 0 { swap(&dictionary, &window) }
    }

    private func flushBlock() throws(SinkError) {
        let isLast = remaining == 0
        let dictionarySize = dictionary.count
        dictionary = isLast ? [] : Array(window.suffix(BlockCompressor.dictionarySize))
        // Nobody here may hold the block while it waits for the client: its memory is lent.
        var full: [UInt8] = []
        swap(&full, &window)
        let delivered = delivered
        try pipeline.encode(
            RawBlock(
                window: consume full, dictionarySize: dictionarySize, isLast: isLast, effort: pipeline.effort,
                admission: admission.take())
        ) { (encoded) throws(SinkError) in try delivered.take(encoded, isLast: isLast) }
    }
}
