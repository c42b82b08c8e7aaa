import SystemCalls
import TestSupport
import Testing

@testable import FileTree

@Suite(.unit) struct FileVersionTests {
    @Test(
        arguments: [
            (1000, 1000, true), (1997, 1997, true), (1998, 1000, false), (1000, 1998, false),
            (2000, 2000, false), (1000, 2000, false), (1000, 5000, false), (5000, 1000, false),
            (-5, 1000, true),
        ] as [(Int64, Int64, Bool)])
    func `is settled when its last change is longer ago than clocks are coarse`(
        modified: Int64, changed: Int64, isSettled: Bool
    ) {
        let version = FileVersion(
            device: 1, inode: 1, size: 1, modified: FileTime(seconds: modified, nanoseconds: 0),
            changed: FileTime(seconds: changed, nanoseconds: 0))
        #expect(version.isSettled(at: FileTime(seconds: 2000, nanoseconds: 999_999_999)) == isSettled)
        #expect(version.isSettled(at: FileTime(seconds: 2000, nanoseconds: 0)) == isSettled)
    }
}
