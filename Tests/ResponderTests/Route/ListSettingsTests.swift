import Archive
import Compression
import FileTree
import Gateway
import HTTP
import Lists
import TestSupport
import Testing

@testable import Responder

@Suite(.unit) struct ListSettingsTests {
    private func settings(_ pairs: [String: String]) throws -> LocationSettings {
        try LocationSettings(MetaVariables(pairs.map { (name: $0.key, value: Array($0.value.utf8)) }))
    }

    @Test func `a manifest alone sets the defaults`() throws {
        let lists = try #require(try settings(["PENSTOCK_MANIFEST": "/run/lists"]).lists)
        #expect(lists == ListSettings(manifest: .spool("/run/lists")))
        #expect(lists.sources.isEmpty)
        #expect(lists.maxBytes == 256 << 20)
        #expect(lists.spoolAge == 86_400)
    }

    @Test func `each parameter sets its own`() throws {
        let settings = try settings([
            "PENSTOCK_MANIFEST": "http://app/x/",
            "PENSTOCK_SOURCES": "/data/=/srv/data/  old=/srv/a=b https://cdn",
            "PENSTOCK_MANIFEST_MAX_BYTES": "0", "PENSTOCK_SPOOL_AGE": "1", "PENSTOCK_ROOT": "/srv",
            "PENSTOCK_MOUNT": "/d", "PENSTOCK_FORMATS": "tar", "PENSTOCK_COMPRESSION": "store",
            "PENSTOCK_SYMLINKS": "skip", "PENSTOCK_UNREADABLE": "fail", "PENSTOCK_MAX_BYTES": "3",
            "PENSTOCK_MAX_ENTRIES": "4", "PENSTOCK_MAX_DEPTH": "5",
        ])
        let lists = try #require(settings.lists)
        #expect(lists.manifest == ManifestSource("http://app/x/"))
        #expect(lists.sources.map(\.text) == ["/data/=/srv/data/", "old=/srv/a=b", "https://cdn"])
        #expect(lists.sources.map(\.directory) == ["/srv/data/", "/srv/a=b", nil])
        #expect(lists.maxBytes == 0)
        #expect(lists.spoolAge == 1)
        #expect(settings.root == "/srv" && settings.mount == "/d" && settings.formats == [.tar])
        #expect(settings.effort == .store && settings.policy.symlinks == .skip)
        #expect(settings.policy.unreadable == .fail && settings.policy.maxBytes == 3)
        #expect(settings.policy.maxEntries == 4 && settings.policy.maxDepth == 5)
    }

    @Test(arguments: [
        ("PENSTOCK_MANIFEST", ""), ("PENSTOCK_MANIFEST", "lists"), ("PENSTOCK_MANIFEST", "ftp://app/"),
        ("PENSTOCK_MANIFEST", "http://app/?x"), ("PENSTOCK_SOURCES", ""), ("PENSTOCK_SOURCES", "/data/"),
        ("PENSTOCK_SOURCES", "/data/=srv"), ("PENSTOCK_SOURCES", "=/srv"), ("PENSTOCK_SOURCES", "/=/srv"),
        ("PENSTOCK_SOURCES", "//=/srv"), ("PENSTOCK_SOURCES", "/a/../b=/srv"),
        ("PENSTOCK_SOURCES", "./a=/srv"),
        ("PENSTOCK_SOURCES", "/s3/=s3://"), ("PENSTOCK_SOURCES", "https://"),
        ("PENSTOCK_SOURCES", "https:///media/"), ("PENSTOCK_SOURCES", "s3:///media/"),
        ("PENSTOCK_SOURCES", "https://cdn/=srv"), ("PENSTOCK_SOURCES", "/a=/srv b"),
        ("PENSTOCK_SOURCES", "/a=http:///x"), ("PENSTOCK_SOURCES", "/a=ftp://cdn/"),
        ("PENSTOCK_SOURCES", "a:b=/srv"), ("PENSTOCK_SOURCES", "https://user@cdn/"),
        ("PENSTOCK_MANIFEST_MAX_BYTES", "-1"), ("PENSTOCK_MANIFEST_MAX_BYTES", "1mb"),
        ("PENSTOCK_MANIFEST_MAX_BYTES", ""), ("PENSTOCK_MANIFEST_MAX_BYTES", "18446744073709551616"),
        ("PENSTOCK_SPOOL_AGE", "-1"), ("PENSTOCK_SPOOL_AGE", ""), ("PENSTOCK_SPOOL_AGE", "1d"),
        ("PENSTOCK_SPOOL_AGE", "9223372036854775808"), ("PENSTOCK_HIDDEN", "on"), ("PENSTOCK_EXCLUDE", "*"),
        ("PENSTOCK_VERIFY", "off"),
    ])
    func `a typing error is loud and names the parameter`(name: String, value: String) {
        let refusal = #expect(throws: Refusal.self) {
            try settings(["PENSTOCK_MANIFEST": "/run/lists"].merging([name: value]) { $1 })
        }
        #expect(refusal?.status == .internalServerError)
        #expect(refusal?.reason.contains(name) == true)
        #expect(refusal?.detail.contains(name) == false)
    }

    @Test(arguments: ["PENSTOCK_SOURCES", "PENSTOCK_MANIFEST_MAX_BYTES", "PENSTOCK_SPOOL_AGE"])
    func `parameters of lists are loud without a manifest`(name: String) {
        let refusal = #expect(throws: Refusal.self) { try settings([name: "1"]) }
        #expect(refusal?.reason == "\(name) without PENSTOCK_MANIFEST")
    }

    @Test func `a manifest that is not UTF-8 is loud as well`() {
        let refusal = #expect(throws: Refusal.self) {
            try LocationSettings(MetaVariables([(name: "PENSTOCK_MANIFEST", value: [0x2F, 0xFF])]))
        }
        #expect(refusal?.reason == "PENSTOCK_MANIFEST is not UTF-8")
    }
}
