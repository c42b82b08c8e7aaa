import Glibc
import SystemCalls
import TestSupport
import Testing

@Suite(.unit) struct EnvironmentTests {
    @Test func `variables are what is before and behind the first equals sign`() {
        let strings = ["A=1", "B=", "C=x=y", "none", "=z", "D=\u{E9}"]
        var list = unsafe strings.map { unsafe strdup($0) } + [nil]
        defer { for index in unsafe list.indices { unsafe free(list[index]) } }
        let found = unsafe list.withUnsafeMutableBufferPointer { buffer in
            unsafe buffer.baseAddress.map { unsafe Environment.bytes(in: $0) } ?? []
        }
        #expect(found.map(\.name) == ["A", "B", "C", "", "D"])
        #expect(found.map(\.value) == [[0x31], [], Array("x=y".utf8), [0x7A], [0xC3, 0xA9]])
    }

    @Test func `the process's own has the value that a look-up finds`() throws {
        let path = try #require(Environment.value(of: "PATH"))
        #expect(Environment.variables().filter { $0.name == "PATH" }.map(\.value) == [path])
    }
}
