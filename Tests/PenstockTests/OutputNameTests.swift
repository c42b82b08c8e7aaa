import TestSupport
import Testing

@testable import penstock

@Suite(.unit) struct OutputNameTests {
    @Test(
        arguments: [
            ("x.zip", "zip"), ("/a.tar/x.tar", "tar"), ("x.tar.gz", "tarGzip"), ("x.tgz", "tarGzip"),
            ("X.ZIP", "zip"), ("X.TAR", "tar"), ("x.Tar.GZ", "tarGzip"), ("x", nil), ("x.epub", nil),
            ("x.", nil), ("/a.rar/x", nil), ("rar", nil), (".zip.part", nil),
        ] as [(String, String?)])
    func `an ending stands for a format, or for nothing`(path: String, format: String?) {
        #expect(OutputName(path).format.map { "\($0)" } == format)
        #expect(OutputName(path).otherFormat == nil)
    }

    @Test(arguments: [
        ("x.rar", ".rar"), ("x.7z", ".7z"), ("x.tar.bz2", ".bz2"), ("x.tbz2", ".tbz2"), ("x.tar.xz", ".xz"),
        ("x.tar.zst", ".zst"), ("x.gz", ".gz"), ("X.RAR", ".rar"), ("a/x.tar.Z", ".z"), ("x.zip.rar", ".rar"),
    ])
    func `an ending stands for a format that penstock does not make`(path: String, ending: String) {
        #expect(OutputName(path).otherFormat == ending)
        #expect(OutputName(path).format == nil)
    }
}
