import Synchronization
import SystemCalls
import TestSupport
import Testing

@testable import Responder

@Suite(.unit) struct SelectionStoreTests {
    private let tree: TemporaryTree

    init() throws { tree = try TemporaryTree("selections", in: .memory) }

    private var directory: BytePath { tree.at("cache/selections") }

    private func store(memory: Int = 0, size: Int = 1 << 20) -> SelectionStore {
        SelectionStore(memory: memory, directory: tree.at("cache").text, size: size) {
            Issue.record("\($0)")
        }
    }

    /// The time of the files that are written.
    private static var now: Int64 { ProcessClock.now.seconds }

    @Test func `is known for a day after its last use`() throws {
        let store = SelectionStore()
        let record = try SelectionRecord.example(1)
        #expect(store.keep(record, now: 0))
        #expect(store.record(record.tag.text, now: 86_400) == record)
        #expect(store.record(record.tag.text, now: 2 * 86_400) == record)
        #expect(store.record(record.tag.text, now: 3 * 86_400 + 1) == nil)
        #expect(store.record(record.tag.text, now: 3 * 86_400) == nil)
    }

    @Test func `memory is bounded, and the one used longest ago goes first`() throws {
        let store = SelectionStore(memory: 1 << 20)
        let records = try (0..<200).map { try SelectionRecord.example($0, size: 50_000) }
        for record in records {
            #expect(store.keep(record, now: 0))
            #expect(store.record(records[0].tag.text, now: 0) == records[0])
        }
        let known = records.filter { store.record($0.tag.text, now: 0) != nil }
        #expect(known.first == records[0] && known.dropFirst().first == records[200 - known.count + 1])
        #expect(known.reduce(0) { $0 + $1.bytes.count } <= 1 << 20 && known.count >= 19)
        #expect(!store.keep(try SelectionRecord.example(0, size: 2 << 20), now: 0))
        #expect(store.record(records[0].tag.text, now: 0) != nil)
    }

    @Test func `without memory and directory nothing is kept`() throws {
        let store = SelectionStore(memory: 0)
        let record = try SelectionRecord.example(1)
        #expect(!store.keep(record, now: 0))
        #expect(store.record(record.tag.text, now: 0) == nil)
    }

    @Test func `another process knows it by the directory`() throws {
        let record = try SelectionRecord.example(1, size: 3 << 20)
        #expect(store(size: 64 << 20).keep(record, now: Self.now))
        let other = store(memory: 16 << 20)
        #expect(other.record(record.tag.text, now: Self.now) == record)
        try tree.remove("cache/selections/\(record.tag.text)")
        #expect(other.record(record.tag.text, now: Self.now) == record)
        #expect(store().record(record.tag.text, now: Self.now) == nil)
    }

    @Test func `directory and files are for their owner alone`() throws {
        let record = try SelectionRecord.example(1)
        #expect(store().keep(record, now: Self.now))
        #expect(try FileSystem.info(tree.at("cache")).mode == 0o700)
        #expect(try FileSystem.info(directory).mode == 0o700)
        #expect(try FileSystem.info(directory / BytePath(record.tag.text)).mode == 0o600)
        #expect(try tree.names("cache/selections") == [record.tag.text])
    }

    @Test func `a file is good for a day after its last use`() throws {
        let store = store()
        let (old, used) = (try SelectionRecord.example(1), try SelectionRecord.example(2))
        for record in [old, used] {
            #expect(store.keep(record, now: Self.now))
            let time = FileTime(Int(Self.now) - 86_000)
            try FileSystem.setModified(time, of: directory / BytePath(record.tag.text))
        }
        #expect(store.record(used.tag.text, now: Self.now) == used)
        #expect(store.record(used.tag.text, now: Self.now + 1000) == used)
        #expect(store.record(old.tag.text, now: Self.now + 1000) == nil)
        #expect(store.keep(try SelectionRecord.example(3), now: Self.now + 1000))
        #expect(!(try tree.names("cache/selections").contains(old.tag.text)))
        #expect(try tree.names("cache/selections").contains(used.tag.text))
    }

    @Test func `the directory is bounded, and what is not ours stays there`() throws {
        let store = store(size: 10 * 4096)
        try FileSystem.write([1], to: directory / "foreign")
        for number in 0..<40 { #expect(store.keep(try SelectionRecord.example(number), now: Self.now)) }
        #expect(!store.keep(try SelectionRecord.example(0, size: 50_000), now: Self.now))
        let names = try tree.names("cache/selections")
        #expect(names.count == 11 && names.contains("foreign"))
    }

    @Test func `what is in a file counts only under its own name, and is replaced`() throws {
        let store = store()
        let (one, other) = (try SelectionRecord.example(1), try SelectionRecord.example(2))
        let file = directory / BytePath(one.tag.text)
        let hostile: [() throws -> Void] = [
            { try FileSystem.write(other.bytes, to: file) },
            { try FileSystem.write(Array(one.bytes.dropLast()), to: file) },
            { try FileSystem.write([], to: file) },
            { try FileSystem.writeSparse(size: 1 << 40, to: file) },
            { try FileSystem.makeFIFO(file) },
            { try FileSystem.makeLink(file, to: "/etc/passwd") },
            { try FileSystem.makeLink(file, to: BytePath(one.tag.text)) },
        ]
        for place in hostile {
            try FileSystem.remove(file)
            try place()
            #expect(store.record(one.tag.text, now: Self.now) == nil)
            #expect(store.keep(one, now: Self.now))
            #expect(store.record(one.tag.text, now: Self.now) == one)
        }
    }

    @Test(arguments: ["", "..", "../checksums", "0123456789abcdef", "0123456789ABCDEF0123456789ABCDEF"])
    func `what is not digits is no selection`(text: String) {
        #expect(store().record(text, now: 0) == nil)
    }

    @Test func `a directory that takes nothing is done without, and told of once`() throws {
        let notices = Mutex<[SelectionStore.Notice]>([])
        let record = try SelectionRecord.example(1)
        let memory = 1 << 20
        try tree.file("file", "")
        let unusable = SelectionStore(memory: memory, directory: tree.at("file").text) { notice in
            notices.withLock { $0.append(notice) }
        }
        #expect(unusable.keep(record, now: Self.now))
        let store = SelectionStore(memory: 0, directory: tree.at("cache").text) { notice in
            notices.withLock { $0.append(notice) }
        }
        try FileSystem.makeDirectories(directory / BytePath(record.tag.text) / "x")
        #expect(!store.keep(record, now: Self.now) && !store.keep(record, now: Self.now))
        let kinds = notices.withLock { $0 }
        #expect(kinds.count == 2)
        if case .unusable = kinds.first {} else { Issue.record("\(kinds)") }
        if case .unwritable = kinds.last {} else { Issue.record("\(kinds)") }
        #expect(try tree.names("cache/selections") == [record.tag.text])
    }
}
