import Lists
import TestSupport
import Testing

/// Lists with a few bytes changed.
@Suite(.unit) struct ListMutationTests {
    private static let documents: [(form: ListForm, bytes: [UInt8])] =
        Samples.all.map { ($0.form, Array($0.text.utf8)) }.filter { !$0.bytes.isEmpty } + [
            (.json, Array(#"[{"name":"a","path":"b","size":1}]"#.utf8)),
            (.jsonLines, Array("{\"archive\":{}}\n{\"name\":\"a\",\"mtime\":0,\"s3\":\"b\"}".utf8)),
            (.text, Array("- 1 /%41?b c\n0 - @directory d".utf8)),
        ]

    private static let letters =
        Array("{}[]\":,\\/ -0123456789eEnu.tW%@?\r\n\t\0a\u{FEFF}\u{1F3F4}".utf8) + [0xFF, 0xC3]

    private static func mutated(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0...generator.below(3) where !bytes.isEmpty {
            let place = generator.below(bytes.count)
            let end = min(bytes.count, place + 1 + generator.below(12))
            switch generator.below(5) {
            case 0: bytes[place] = generator.element(of: letters)
            case 1: bytes.insert(generator.element(of: letters), at: place)
            case 2: bytes.removeSubrange(place..<end)
            case 3: bytes.insert(contentsOf: Array(bytes[place..<end]), at: generator.below(bytes.count))
            default: bytes.swapAt(place, generator.below(bytes.count))
            }
        }
        return bytes
    }

    @Test func `any list is read or refused, and the same in pieces`() {
        var generator = SeededGenerator(seed: 1)
        var acceptedCount = 0
        for round in 0..<20_000 {
            let (form, original) = generator.element(of: Self.documents)
            let bytes = Self.mutated(original, &generator)
            let whole = Reading(form, bytes)
            let cut = 1 + generator.below(max(bytes.count, 1))
            guard Reading(form, bytes, pieces: [cut]) == whole,
                round % 8 > 0
                    || Reading(form, bytes, pieces: Array(repeating: 1, count: bytes.count)) == whole,
                whole.entries.allSatisfy(Self.isSound)
            else {
                Issue.record("\(form) in pieces of \(cut): \(String(decoding: bytes, as: UTF8.self))")
                continue
            }
            if whole.error == nil { acceptedCount += 1 }
        }
        // Mutations that break everything, or nothing, would try little.
        #expect(1_000...15_000 ~= acceptedCount)
    }

    private static func isSound(_ entry: ListEntry) -> Bool {
        let isNamed = String(validating: entry.name, as: UTF8.self) != nil && !entry.name.contains(0)
        let isDirectory = entry.source == .directory
        return isNamed && entry.size ?? 0 <= 1 << 62 && entry.permissions ?? 0 <= 0o777
            && entry.entityTag?.isEmpty != true && (isDirectory || entry.name.last != UInt8(ascii: "/"))
    }
}
