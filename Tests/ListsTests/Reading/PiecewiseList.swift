import Lists

/// A list that arrives in pieces of given sizes; what is left behind them arrives at once.
final class PiecewiseList: ListInput {
    private var rest: ArraySlice<UInt8>
    private var sizes: ArraySlice<Int>
    private let failure: ListInputError?
    private(set) var readCount = 0
    /// The most bytes that the reader held when it wanted more.
    private(set) var heldCount = 0

    /// - Parameter failure: What is thrown at the end, instead of nothing being given.
    init(_ bytes: [UInt8], pieces sizes: [Int] = [], failure: ListInputError? = nil) {
        rest = bytes[...]
        self.sizes = sizes[...]
        self.failure = failure
    }

    convenience init(_ text: String) { self.init(Array(text.utf8)) }

    func read(atMost limit: Int, appendingTo buffer: inout [UInt8]) throws(ListInputError) {
        heldCount = max(heldCount, buffer.count)
        if rest.isEmpty, let failure { throw failure }
        let piece = rest.prefix(min(limit, sizes.popFirst() ?? limit))
        rest = rest.dropFirst(piece.count)
        readCount += piece.count
        buffer += piece
    }
}
