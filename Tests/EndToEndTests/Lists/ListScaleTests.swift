import TestSupport
import Testing

extension ApplicationListTests {
    /// Lists of many entries, and the memory they take.
    @Suite struct ListScaleTests {
        private static let isSoak = FileSystem.environment("PENSTOCK_SOAK") == "1"

        @Test func `a list of a hundred thousand files is planned and sent`() async throws {
            try await serve(100_000, memoryLimit: 60 << 20)
        }

        @Test(.enabled(if: isSoak, "takes a minute; set PENSTOCK_SOAK=1"))
        func `a list of a million files is planned and sent`() async throws {
            try await serve(1_000_000, memoryLimit: 250 << 20)
        }

        private func serve(_ count: Int, memoryLimit: Int) async throws {
            let tree = try TemporaryTree("long-list", in: .memory)
            for number in 0..<100 { try tree.file("root/dir/file-number-\(String(number)).jpeg", "x") }
            try tree.file("spool/long.jsonl", Self.list(count))
            let penstock = try await PenstockServer()
            var request = FastCGIRequest("GET", "/archive/long.zip", root: tree.at("root"))
            request["PENSTOCK_MANIFEST"] = tree.at("spool").text
            request["PENSTOCK_MAX_ENTRIES"] = "2000000"
            request["PENSTOCK_COMPRESSION"] = "store"
            let connection = try await penstock.client().open(request)
            let head = try await connection.receive(upTo: 1, keepingBody: false)
            // Each thousand has a directory.
            #expect(head.status == 200 && head["X-Archive-Entries"] == String(count + count / 1000))
            let answer = try await connection.receive(keepingBody: false)
            #expect(answer.isComplete)
            let peak = try penstock.usage().peakResidentBytes
            #expect(peak <= memoryLimit)
            print("\(count) listed files: peak \(peak >> 20) MiB")
        }

        private static func list(_ count: Int) -> [UInt8] {
            var bytes: [UInt8] = []
            for number in 0..<count {
                bytes += "{\"name\": \"album-\(number / 1000)/IMG_\(number)_of_the_trip.jpeg\", ".utf8
                bytes +=
                    "\"path\": \"dir/file-number-\(number % 100).jpeg\", \"size\": 1, \"mtime\": 1732000000}\n"
                    .utf8
            }
            return bytes
        }
    }
}
