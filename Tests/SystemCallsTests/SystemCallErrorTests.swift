import ByteIO
import Glibc
import TestSupport
import Testing

@testable import SystemCalls

@Suite(.unit) struct SystemCallErrorTests {
    @Test(
        arguments: [
            (EXDEV, .crossesRoot), (ELOOP, .crossesRoot),
            (ENOENT, .notFound), (ENOTDIR, .notFound), (ENAMETOOLONG, .notFound), (EINVAL, .notFound),
            (EACCES, .notPermitted), (EPERM, .notPermitted),
            (EMFILE, .exhausted), (ENFILE, .exhausted), (ENOMEM, .exhausted), (EAGAIN, .exhausted),
            (EIO, .other), (ESTALE, .other), (ENOSYS, .other), (0, .other),
        ] as [(CInt, SystemCallError.Kind)])
    func `an error number means one thing for a path`(number: CInt, kind: SystemCallError.Kind) {
        #expect(SystemCallError("openat2", errno: number).kind == kind)
    }

    @Test func `says which call failed and why`() {
        #expect("\(SystemCallError("openat2", errno: ENOENT))" == "openat2: No such file or directory")
        #expect(errnoText(EIO) == "Input/output error")
        #expect(errnoText(99_999).contains("99999"))
    }

    @Test(arguments: [0, 1, Int.max])
    func `a result that is not negative is a result`(result: Int) throws {
        #expect(try checked("read", result) == result)
    }

    @Test(arguments: [(-1, EPERM), (-2, ENOENT), (-Int(ENOSYS), ENOSYS)])
    func `a negative result is an error number`(result: Int, number: CInt) {
        #expect(throws: SystemCallError("read", errno: number)) { try checked("read", result) }
    }
}
