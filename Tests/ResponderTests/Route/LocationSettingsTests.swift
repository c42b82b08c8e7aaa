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
            "PENSTOCK_LISTING": "on", "PENSTOCK_FILES": "/files", "PENSTOCK_STATUS": "on",
            "PENSTOCK_RANGES": "wait",
            "PENSTOCK_NAMES": "portable",
        ])
        #expect(settings.showsStatus)
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
        ("PENSTOCK_MAX_BYTES", "1X"), ("PENSTOCK_MAX_BYTES", "18446744073709551616"),
        ("PENSTOCK_MAX_BYTES", ""),
        ("PENSTOCK_MAX_ENTRIES", "0"), ("PENSTOCK_MAX_ENTRIES", "-5"), ("PENSTOCK_MAX_DEPTH", "-1"),
        ("PENSTOCK_MAX_DEPTH", "9223372036854775808"), ("PENSTOCK_LISTING", "yes"),
        ("PENSTOCK_FILES", "files/"), ("PENSTOCK_STATUS", "yes"),
        ("PENSTOCK_NAMES", "on"), ("PENSTOCK_NAMES", ""),
        ("PENSTOCK_EXCLUDE", ""), ("PENSTOCK_EXCLUDE", "*.tmp ./cache"), ("PENSTOCK_EXCLUDE", "/"),
    ])
    func `a typing error is loud and names the parameter`(name: String, value: String) {
        let refusal = #expect(throws: Refusal.self) { try settings([name: value]) }
        #expect(refusal?.status == .internalServerError)
        #expect(refusal?.reason.contains(name) == true)
        #expect(refusal?.detail.contains(name) == false)
    }

    @Test(arguments: [
        ("ROOT", "x", "an absolute path"), ("MOUNT", "files", "empty, or a path that begins with a slash"),
        ("FORMATS", "zip rar", "zip, tar or tar.gz; separated by spaces"),
        ("COMPRESSION", "9", "store, auto, fast, default or best"), ("RANGES", "on", "whole or wait"),
        ("HIDDEN", "yes", "on or off"), ("SYMLINKS", "on", "follow, store or skip"),
        (
            "EXCLUDE", "./x",
            "a pattern below the root, such as *.tmp, /top, build/ or a/**/b, and no ./ at its beginning; separated by spaces"
        ),
        ("UNREADABLE", "skip", "report or fail"), ("NAMES", "on", "exact or portable"),
        ("MAX_BYTES", "20X", "a number of bytes, or one with K, M, G or T"),
        ("MAX_ENTRIES", "0", "a number of files and directories, at least 1"),
        ("MAX_DEPTH", "-1", "a number of directories, at least 0"),
        ("NAME", ".x", "a plain file name that does not begin with a dot"),
        (
            "MANIFEST", "app",
            "http://HOST:PORT/PATH/ or http://unix:SOCKET:/PATH/, likewise https, or the absolute path of a directory"
        ),
        (
            "SOURCES", "/a=b",
            "PREFIX=DIRECTORY with an absolute path, PREFIX=URL, or a URL: http, https or s3://BUCKET/; separated by spaces"
        ),
        ("VERIFY", "off", "on or auto"),
        ("MANIFEST_MAX_BYTES", "1MB", "a number of bytes, or one with K, M, G or T"),
        ("SPOOL_AGE", "1d", "a number of seconds, at least 0"), ("PROBE", "1", "on or off"),
        ("LISTING", "1", "on or off"), ("FILES", "files/", "a URL, or a path that begins with a slash"),
        ("STATUS", "1", "on or off"),
    ])
    func `the log is told what a value may be`(parameter: String, value: String, form: String) {
        let isForLists = ["SOURCES", "VERIFY", "MANIFEST_MAX_BYTES", "SPOOL_AGE"].contains(parameter)
        let others = isForLists ? ["PENSTOCK_MANIFEST": "/srv/lists"] : [:]
        let name = "PENSTOCK_\(parameter)"
        let refusal = #expect(throws: Refusal.self) {
            try settings(others.merging([name: value]) { _, new in new })
        }
        #expect(refusal?.reason == "\(name) cannot be \"\(value)\": \(form)")
        #expect(refusal?.detail.contains(value) == false)
    }

    @Test func `bytes may be told with a letter`() throws {
        let settings = try settings([
            "PENSTOCK_MAX_BYTES": "20G", "PENSTOCK_MANIFEST_MAX_BYTES": "512m",
            "PENSTOCK_MANIFEST": "/srv/lists",
        ])
        #expect(settings.policy.maxBytes == 20 << 30)
        #expect(settings.lists?.maxBytes == 512 << 20)
    }

    @Test func `a value that is not UTF-8 is loud as well`() {
        let refusal = #expect(throws: Refusal.self) {
            try LocationSettings(MetaVariables([(name: "PENSTOCK_ROOT", value: [0x2F, 0xFF])]))
        }
        #expect(refusal?.reason == "PENSTOCK_ROOT is not UTF-8")
    }
}
