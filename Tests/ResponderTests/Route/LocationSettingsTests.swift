import Archive
import Compression
import FileTree
import Gateway
import HTTP
import Plan
import SystemCalls
import TestSupport
import Testing

@testable import Responder

@Suite(.unit) struct LocationSettingsTests {
    private func settings(_ pairs: [String: String]) throws -> LocationSettings {
        try LocationSettings(MetaVariables(pairs.map { (name: $0.key, value: Array($0.value.utf8)) }))
    }

    @Test func `without parameters everything has its default`() throws {
        let settings = try settings(["HTTP_PENSTOCK_ROOT": "/etc", "ROOT": "/etc", "penstock_root": "/etc"])
        #expect(settings.root == nil)
        #expect(settings.mount == nil)
        #expect(settings.name == nil)
        #expect(settings.formats == [.zip, .tar, .tarGzip])
        #expect(settings.effort == .auto)
        #expect(settings.ranges == .whole)
        #expect(settings.policy == TreePolicy())
    }

    @Test func `each parameter sets its own`() throws {
        let settings = try settings([
            "PENSTOCK_ROOT": "/srv/files", "PENSTOCK_MOUNT": "/files", "PENSTOCK_NAME": "my files",
            "PENSTOCK_FORMATS": "tar.gz  zip", "PENSTOCK_COMPRESSION": "best", "PENSTOCK_HIDDEN": "on",
            "PENSTOCK_SYMLINKS": "store", "PENSTOCK_UNREADABLE": "fail", "PENSTOCK_EXCLUDE": "*.tmp /cache/*",
            "PENSTOCK_MAX_BYTES": "18446744073709551615", "PENSTOCK_MAX_ENTRIES": "1",
            "PENSTOCK_MAX_DEPTH": "0",
            "PENSTOCK_LISTING": "on", "PENSTOCK_FILES": "/files", "PENSTOCK_STATUS": "off",
            "PENSTOCK_RANGES": "wait",
            "PENSTOCK_NAMES": "portable",
        ])
        #expect(settings.ranges == .wait)
        #expect(settings.showsListings && settings.files == "/files")
        #expect(settings.root == "/srv/files")
        #expect(settings.mount == "/files")
        #expect(settings.name == "my files")
        #expect(settings.formats == [.tarGzip, .zip])
        #expect(settings.effort == .best)
        #expect(settings.policy.includesHidden)
        #expect(settings.policy.symlinks == .store)
        #expect(settings.policy.unreadable == .fail)
        #expect(settings.policy.names == .portable)
        #expect(
            try settings.policy.excluded == [
                #require(GlobPattern("*.tmp")), #require(GlobPattern("/cache/*")),
            ])
        #expect(settings.policy.maxBytes == .max)
        #expect(settings.policy.maxEntries == 1)
        #expect(settings.policy.maxDepth == 0)
    }

    @Test(arguments: [
        ("PENSTOCK_", ""), ("PENSTOCK_ROOTS", "/x"), ("PENSTOCK_root", "/x"), ("PENSTOCK_ROOT", "x"),
        ("PENSTOCK_ROOT", ""), ("PENSTOCK_MOUNT", "files"), ("PENSTOCK_NAME", ""), ("PENSTOCK_NAME", ".."),
        ("PENSTOCK_NAME", ".data"), ("PENSTOCK_NAME", "."), ("PENSTOCK_NAME", "..."),
        ("PENSTOCK_RANGES", "on"),
        ("PENSTOCK_RANGES", ""), ("PENSTOCK_NAME", "a/b"), ("PENSTOCK_NAME", "a\nb"),
        ("PENSTOCK_FORMATS", ""),
        ("PENSTOCK_FORMATS", "zip rar"), ("PENSTOCK_FORMATS", "zip,tar"), ("PENSTOCK_COMPRESSION", "9"),
        ("PENSTOCK_COMPRESSION", "Auto"), ("PENSTOCK_HIDDEN", "yes"), ("PENSTOCK_HIDDEN", ""),
        ("PENSTOCK_SYMLINKS", "on"), ("PENSTOCK_UNREADABLE", "skip"), ("PENSTOCK_MAX_BYTES", "-1"),
        ("PENSTOCK_MAX_BYTES", "1k"), ("PENSTOCK_MAX_BYTES", "18446744073709551616"),
        ("PENSTOCK_MAX_BYTES", ""),
        ("PENSTOCK_MAX_ENTRIES", "0"), ("PENSTOCK_MAX_ENTRIES", "-5"), ("PENSTOCK_MAX_DEPTH", "-1"),
        ("PENSTOCK_MAX_DEPTH", "9223372036854775808"), ("PENSTOCK_LISTING", "yes"),
        ("PENSTOCK_FILES", "files/"), ("PENSTOCK_STATUS", "on"),
        ("PENSTOCK_NAMES", "on"), ("PENSTOCK_NAMES", ""),
        ("PENSTOCK_EXCLUDE", ""), ("PENSTOCK_EXCLUDE", "*.tmp ./cache"), ("PENSTOCK_EXCLUDE", "/"),
    ])
    func `a typing error is loud and names the parameter`(name: String, value: String) {
        let refusal = #expect(throws: Refusal.self) { try settings([name: value]) }
        #expect(refusal?.status == .internalServerError)
        #expect(refusal?.reason.contains(name) == true)
        #expect(refusal?.detail.contains(name) == false)
    }

    @Test func `a value that is not UTF-8 is loud as well`() {
        let refusal = #expect(throws: Refusal.self) {
            try LocationSettings(MetaVariables([(name: "PENSTOCK_ROOT", value: [0x2F, 0xFF])]))
        }
        #expect(refusal?.reason == "PENSTOCK_ROOT is not UTF-8")
    }
}
