import Glibc
import TestSupport
import Testing

@testable import SystemCalls

@Suite(.unit) struct PipeTests {
    @Test func `what is written at one end is read at the other, and no program inherits either`() throws {
        let pipe = try Pipe.open()
        let output = FileDescriptor(adopting: pipe.reading)
        let input = FileDescriptor(adopting: pipe.writing)
        #expect(fcntl(pipe.reading, F_GETFD) & FD_CLOEXEC != 0)
        #expect(fcntl(pipe.writing, F_GETFD) & FD_CLOEXEC != 0)
        let bytes: [UInt8] = [1, 2, 3]
        try input.write(bytes.span)
        var read: [UInt8] = []
        try output.read(3, appendingTo: &read)
        #expect(read == bytes)
    }
}
