/// The bytes of a list that are at hand. More are read when they are wanted, and those that were taken are forgotten.
///
/// So the buffer holds one read and what is not taken of the reads before. Callers bound the latter: they refuse what
/// grows too long before they ask for more.
struct ListBuffer: ~Copyable {
    private let input: any ListInput
    /// A line feed ends an entry of this list, instead of being white space.
    let isOfLines: Bool
    private(set) var bytes: [UInt8] = []
    /// The index of the first byte that is not taken.
    var start = 0
    private var isAtEnd = false

    private static let readSize = 64 * 1024

    init(_ input: any ListInput, isOfLines: Bool) {
        self.input = input
        self.isOfLines = isOfLines
    }

    /// Reads more behind the bytes that are not taken. ``start`` becomes 0. Blocks.
    ///
    /// - Returns: false at the end of the list.
    mutating func fill() throws(ListFault) -> Bool {
        if isAtEnd { return false }
        bytes.removeFirst(start)
        start = 0
        let before = bytes.count
        do { try input.read(atMost: Self.readSize, appendingTo: &bytes) } catch { throw .input(error) }
        isAtEnd = bytes.count == before
        return !isAtEnd
    }

    /// The next byte, which is not taken; nil at the end of the list.
    mutating func peek() throws(ListFault) -> UInt8? {
        if start == bytes.count, try !fill() { return nil }
        return bytes[start]
    }

    /// Takes the byte order mark (U+FEFF in UTF-8) that some programs begin a text with.
    mutating func skipByteOrderMark() throws(ListFault) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        guard try peek() == mark[0] else { return }
        for byte in mark {
            guard try peek() == byte else { throw .malformed("an unexpected character") }
            start += 1
        }
    }

    /// Takes what stands before the next line feed, or before the end of the list.
    ///
    /// - Returns: Nil at the end of the list.
    mutating func line() throws(ListFault) -> ArraySlice<UInt8>? {
        var length = 0
        while true {
            length = index(ofLineFeedFrom: start + length) - start
            guard length <= ListLimits.line else { throw .malformed("longer than 64 KiB") }
            // At the end of what is at hand, the line may go on.
            guard start + length == bytes.count, try fill() else { break }
        }
        guard start < bytes.count else { return nil }
        defer { start += length }
        return bytes[start..<start + length]
    }

    private func index(ofLineFeedFrom first: Int) -> Int {
        let bytes = bytes.span
        var index = first
        while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
        return index
    }
}
