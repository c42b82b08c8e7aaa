/// A stretch of input that is compressed on its own.
struct RawBlock: Sendable {
    /// The block, behind the bytes before it that it may refer to.
    var window: [UInt8]
    /// How many bytes of the window those are.
    var dictionarySize = 0
    /// Whether the block ends its deflate stream.
    var isLast: Bool
    var effort: Effort
    /// Given up when the block is compressed.
    var admission: BlockAdmission?

    /// Bytes of the block itself.
    var count: Int { window.count - dictionarySize }

    var dictionary: Span<UInt8> {
        @_lifetime(borrow self) get { window.span.extracting(first: dictionarySize) }
    }

    var bytes: Span<UInt8> {
        @_lifetime(borrow self) get { window.span.extracting(droppingFirst: dictionarySize) }
    }
}
