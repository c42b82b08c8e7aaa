import ByteIO
import Plan
import TestSupport
import Testing

@testable import Archive

/// A tar that breaks off must not end where readers take it for whole: behind a member, or within the 512 bytes
/// after it.
@Suite(.unit) struct TarBorderTests {
    /// Members of every size about a block, with and without content, and names that need a member in front.
    private static func mixed() throws -> Plan {
        let sizes: [UInt64] = [0, 1, 511, 512, 513, 0, 0, 1024, 3000, 0, 20_000, 1]
        let files = sizes.enumerated().map { PlanRow.file("f\($0.offset)", $0.element) }
        let long = PlanRow.file(String(repeating: "n", count: 200), 700)
        let inline = PlanRow(name: Array("MISSING.txt".utf8), parent: 0, inline: Array("a: gone\n".utf8))
        return try Plan(
            [.directory("t")] + files
                + [.link("link", to: "f1"), long, .directory("d", in: 0), inline, .file("z", 600)])
    }

    /// More members without content in a row than are gathered.
    private static func sparse() throws -> Plan {
        let empty = (0..<100).map { PlanRow.file("e\($0)") }
        return try Plan(
            [.directory("t"), .file("a", 700)] + empty + [.file("b", 700)] + empty + [.file("c", 1)])
    }

    /// Where each member begins, and the end of the last.
    private static func borders(_ plan: Plan) -> [UInt64] {
        let layout = TarLayout(plan: plan)
        var cursor = PathCursor(over: plan)
        var borders: [UInt64] = [0]
        for (index, entry) in plan.entries.enumerated() {
            cursor.move(to: index)
            let size = layout.contentSize(of: entry)
            let header = UInt64(layout.header(of: index, path: cursor.path).encodedSize)
            borders.append((borders.last ?? 0) + header + size + UInt64(TarHeader.padding(size)))
        }
        return borders
    }

    private static func looksWhole(_ count: UInt64, _ borders: [UInt64]) -> Bool {
        count > 0 && borders.contains { $0..<$0 + 512 ~= count }
    }

    private static func files(_ plan: Plan) -> [Int] {
        plan.entries.indices.filter { TarLayout(plan: plan).hasContent(plan.entries[$0]) }
    }

    @Test func `whichever file vanishes, no bytes have left that look whole`() throws {
        let plan = try Self.mixed()
        let borders = Self.borders(plan)
        for index in Self.files(plan) {
            let sink = EndsSink()
            #expect(throws: ArchiveError.content(entry: index, .vanished)) {
                var writer = TarWriter(
                    TarLayout(plan: plan), to: sink, content: MemoryContent(fault: .vanishes(entry: index)))
                try writer.write()
            }
            // What leaves after the failure is the mark.
            let ends = sink.ends.filter { $0 < borders[index] + 512 }
            #expect(index == 2 || !ends.isEmpty)
            for end in ends {
                #expect(!Self.looksWhole(end, borders), "file \(index): \(end) of \(borders)")
            }
        }
    }

    @Test func `members without content are passed on when what follows them is open`() throws {
        let plan = try Self.sparse()
        let borders = Self.borders(plan)
        for index in Self.files(plan) {
            let sink = EndsSink()
            let content = WatchedContent(sink, MemoryContent(fault: .vanishes(entry: index)))
            #expect(throws: ArchiveError.content(entry: index, .vanished)) {
                var writer = TarWriter(TarLayout(plan: plan), to: sink, content: content, until: .max)
                try writer.write()
            }
            // What has left when a file is opened.
            for end in content.ends { #expect(!Self.looksWhole(end, borders), "file \(index): \(end)") }
        }
        let sink = EndsSink()
        var writer = TarWriter(TarLayout(plan: plan), to: sink, content: MemoryContent())
        try writer.write()
        let largest = zip(sink.ends, [0] + sink.ends).map { $0 - $1 }.max() ?? 0
        #expect(largest < 10_000, "what gathers is bounded")
    }

    @Test func `the mark of a failure is never all that was promised`() throws {
        for plan in [try Self.mixed(), try Self.sparse(), try Plan([.file("alone", 1, in: nil)])] {
            let length = TarLayout(plan: plan).length
            for index in Self.files(plan) {
                let sink = MemorySink()
                #expect(throws: ArchiveError.self) {
                    let content = MemoryContent(fault: .vanishes(entry: index))
                    var writer = TarWriter(TarLayout(plan: plan), to: sink, content: content)
                    try writer.write()
                }
                #expect(
                    UInt64(sink.bytes.count) == min(length - 1, Self.borders(plan)[index] + 512 + 524_288))
            }
        }
    }
}

/// Notes where each thing that it is given ends.
private final class EndsSink: ByteSink {
    private(set) var ends: [UInt64] = []
    var count: UInt64 { ends.last ?? 0 }

    func write(_ bytes: Span<UInt8>) throws(SinkError) { ends.append(count + UInt64(bytes.count)) }

    func transfer(_ count: UInt64, from source: any ByteSource) throws(TransferError) {
        do { try source.discard(count) } catch { throw .source(error) }
        ends.append(self.count + count)
    }
}

/// Notes how much a sink has when content is opened.
private final class WatchedContent: ContentReader {
    private let sink: EndsSink
    private let content: MemoryContent
    private(set) var ends: [UInt64] = []

    init(_ sink: EndsSink, _ content: MemoryContent) {
        self.sink = sink
        self.content = content
    }

    func content(of index: Int, in plan: Plan, from offset: UInt64) throws(SourceError) -> any ByteSource {
        ends.append(sink.count)
        return try content.content(of: index, in: plan, from: offset)
    }
}
