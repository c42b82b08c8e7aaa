/// One range of bytes as a client asks for it, and what it should get.
public struct RangeRequest: Sendable, CustomStringConvertible {
    /// The value of `Range` (RFC 9110 §14.2).
    public let header: String
    /// The bytes meant, of the whole.
    public let bytes: Range<Int>

    public init(_ header: String, _ bytes: Range<Int>) {
        self.header = header
        self.bytes = bytes
    }

    public var description: String { header }

    /// Those at the ends of `length` bytes, and random ones up to `count`: of any size, the small ones more often.
    public static func several(_ count: Int, of length: Int, seed: UInt64) -> [RangeRequest] {
        var generator = SeededGenerator(seed: seed)
        let ends = [
            RangeRequest("bytes=0-0", 0..<1), RangeRequest("bytes=0-", 0..<length),
            RangeRequest("bytes=-\(length)", 0..<length), RangeRequest("bytes=-1", length - 1..<length),
            RangeRequest("bytes=\(length - 1)-", length - 1..<length),
            RangeRequest("bytes=0-\(length - 1)", 0..<length),
        ]
        let others = (0..<max(0, count - ends.count)).map { index in
            random(of: length, largest: index % 100 == 0 ? length : min(length, 1 << 18), &generator)
        }
        return ends.prefix(count) + others
    }

    /// As many sizes below a kibibyte as above it.
    private static func random(
        of length: Int, largest: Int, _ generator: inout SeededGenerator
    ) -> RangeRequest {
        let bits = generator.below(Int.bitWidth - largest.leadingZeroBitCount)
        let size = min(largest, 1 << bits + generator.below(1 << bits))
        let start = generator.below(length - size + 1)
        return switch generator.below(8) {
        case 0: RangeRequest("bytes=\(length - size)-", length - size..<length)
        case 1: RangeRequest("bytes=-\(size)", length - size..<length)
        case 2: RangeRequest("bytes=\(length - size)-\(length + start)", length - size..<length)
        default: RangeRequest("bytes=\(start)-\(start + size - 1)", start..<start + size)
        }
    }

    /// What is wrong with an answer to it; nil if nothing is.
    public func complaint(
        status: Int, contentRange: String?, contentLength: Int?, body: [UInt8], whole: [UInt8]
    ) -> String? {
        let expected = "bytes \(bytes.lowerBound)-\(bytes.upperBound - 1)/\(whole.count)"
        if status != 206 { return "\(self): status \(status)" }
        if contentRange != expected { return "\(self): \(contentRange ?? "no range"), not \(expected)" }
        if contentLength != bytes.count { return "\(self): length \(String(describing: contentLength))" }
        if body.count != bytes.count { return "\(self): \(body.count) bytes" }
        return whole.holds(body, at: bytes.lowerBound) ? nil : "\(self): other bytes"
    }

    public func complaint(about answer: FastCGIResponse, whole: [UInt8]) -> String? {
        if !answer.isComplete { return "\(self): \(answer.ending)" }
        return complaint(
            status: answer.status, contentRange: answer["Content-Range"], contentLength: answer.contentLength,
            body: answer.body, whole: whole)
    }

    public func complaint(about answer: HTTPResponse, whole: [UInt8]) throws -> String? {
        complaint(
            status: answer.status, contentRange: answer["Content-Range"], contentLength: answer.contentLength,
            body: try answer.bytes(), whole: whole)
    }
}
