import TestSupport
import Testing

@testable import Remote

@Suite(.unit) struct OriginPrefixTests {
    @Test(
        arguments: [
            ("https://a/media/", "https://a/media/x", "/x"), ("https://a/media", "https://a/media/x", "/x"),
            ("https://a/media/", "https://a/media", ""), ("https://a/media/", "https://a/media/", "/"),
            ("https://a/media/", "https://a/media//x", "//x"), ("https://a/media/", "https://a/media?x", ""),
            ("https://a", "https://a/x/y?z", "/x/y"), ("https://a/", "https://a/", "/"),
            ("https://A:443/m", "HTTPS://a/m/x", "/x"), ("http://a:8080/", "http://a:8080/x", "/x"),
            ("https://a/media", "https://a/%6dedia/x", "/x"),
            ("https://a/%6Dedia", "https://a/media/%78", "/%78"),
            ("https://a/m%2fx", "https://a/m%2Fx/y", "/y"),
            ("https://a/m%c3%a9", "https://a/m%C3%A9/y", "/y"),
            ("https://a/~b", "https://a/%7eb/y", "/y"), ("https://a/m", "https://a/m/x%2fy", "/x%2fy"),
            ("http://[::1]:81/", "http://[::1]:81/x", "/x"),
            ("s3://abc", "s3://abc/k", "/k"), ("s3://abc/", "s3://abc//k", "//k"),
            ("s3://abc/p", "s3://abc/p/k", "/k"), ("s3://abc/p/q/", "s3://abc/p/q/k", "/k"),
            ("s3://abc/p", "s3://abc/p", ""), ("s3://abc/p%2f", "s3://abc/p%2f/k", "/k"),
            ("s3://abc/p ü", "s3://abc/p ü/k", "/k"),
        ])
    func `a prefix covers what lies beneath it`(prefix: String, location: String, rest: String) throws {
        let prefix = try #require(OriginPrefix(prefix))
        let location = try ObjectLocation(location)
        #expect(prefix.covers(location))
        #expect(prefix.rest(of: location) == Array(rest.utf8))
    }

    @Test(
        arguments: [
            ("https://a/media", "https://a/mediax"), ("https://a/media", "https://a/media-x/y"),
            ("https://a/media", "https://a/med"), ("https://a/media", "https://a/"),
            ("https://a/media", "https://a/Media/x"), ("https://a/media", "https://a/x/media/y"),
            ("https://a/media", "https://a//media/y"), ("https://a/media", "https://a/media%2fx"),
            ("https://a/media", "https://a/media%2Fx/y"), ("https://a/m/x", "https://a/m%2fx/y"),
            ("https://a/m%2fx", "https://a/m/x/y"), ("https://a/m%2fx", "https://a/m%2fxy"),
            ("https://a/m%41", "https://a/m%2541/x"),
            ("https://a/m//", "https://a/m/x"), ("https://a/m!", "https://a/m%21/x"),
            ("https://a/", "http://a/x"), ("http://a/", "https://a/x"), ("https://a/", "https://a:444/x"),
            ("https://a/", "https://b/x"), ("https://a/", "https://a.b/x"), ("https://b/", "https://a.b/x"),
            ("https://a", "https://ab/x"), ("http://a", "http://a:8080/x"),
            ("http://[::1]/", "http://[::2]/x"),
            ("http://127.0.0.1/", "http://localhost/x"), ("https://abc/", "s3://abc/x"),
            ("s3://abc/", "https://abc/x"),
            ("s3://abc/", "s3://abcd/k"), ("s3://abc/", "s3://ABC/k"), ("s3://abc/p", "s3://abc/px"),
            ("s3://abc/p", "s3://abc//p/x"), ("s3://abc/p", "s3://abc/k"), ("s3://abc/p//", "s3://abc/p/k"),
            ("s3://abc/media", "s3://abc/%6dedia/x"), ("s3://abc/p/q", "s3://abc/p"),
        ])
    func `a prefix covers nothing beside it`(prefix: String, location: String) throws {
        let prefix = try #require(OriginPrefix(prefix))
        let location = try ObjectLocation(location)
        #expect(!prefix.covers(location))
        #expect(prefix.rest(of: location) == nil)
    }

    @Test(arguments: [
        "", "/", "media", "/media/", "https:", "https://", "https:///media/", "http://:80/", "https://?x",
        "https://a/?x",
        "https://a/#x", "https://u@a/", "https://a/../b", "https://a/%2e%2e/", "https://a:0/", "https://a/%",
        "https://a b/", "https://*.example.org/", "https://a\\b/", "ftp://a/", "file:///srv/", "s3:", "s3://",
        "s3:///k",
        "s3://a/k", "s3://abc/../k", "S3://abc/", "s3:/abc/", "*",
    ])
    func `a prefix names a host or a bucket`(text: String) { #expect(OriginPrefix(text) == nil) }

    @Test(
        arguments: [
            ("https://a", "https://a/x", true), ("https://a/x/", "https://a/x", true),
            ("https://a/x", "https://a/x/y/", true),
            ("https://a/x", "https://a/%78/y", true), ("https://a/x", "https://a", false),
            ("https://a/x", "https://a/xy", false),
            ("https://a", "http://a", false), ("https://a", "https://a:444", false),
            ("s3://abc", "s3://abc/p", true),
            ("s3://abc/p", "s3://abc/p/q", true), ("s3://abc/p", "s3://abc", false),
            ("s3://abc/p", "s3://abc/pq", false),
            ("s3://abc", "https://abc", false),
        ])
    func `prefixes cover narrower ones`(prefix: String, other: String, isCovered: Bool) throws {
        let (prefix, other) = (try #require(OriginPrefix(prefix)), try #require(OriginPrefix(other)))
        #expect(prefix.covers(other) == isCovered)
        #expect(!isCovered || prefix.length <= other.length)
    }

    @Test(
        arguments: [
            ("https://a/m/", "/x%20y?z", "https://a/m/x%20y?z"), ("https://A:443", "/x", "https://a/x"),
            ("https://a/m", "", "https://a/m"), ("https://a", "", "https://a/"),
            ("https://a/m", "?x", "https://a/m?x"),
            ("https://a/%6d", "//x", "https://a/m//x"), ("s3://abc/", "/x y", "s3://abc/x y"),
            ("s3://abc/p/", "/x", "s3://abc/p/x"), ("s3://abc/p", "", "s3://abc/p"),
            ("s3://abc", "//x", "s3://abc//x"),
        ])
    func `a location is put together of a prefix and what is behind it`(
        prefix: String, rest: String, whole: String
    ) throws {
        let prefix = try #require(OriginPrefix(prefix))
        #expect(try prefix.location(Array(rest.utf8)) == ObjectLocation(whole))
    }

    @Test(
        arguments: [
            ("https://a/m", "/../x", .url(.dotSegment)), ("https://a/m", "/%2e%2e/x", .url(.dotSegment)),
            ("https://a/m", "/x#y", .url(.fragment)), ("https://a/m", "/é", .url(.byte)),
            ("s3://abc/p", "/../x", .keyWithDots), ("s3://abc", "", .noKey), ("s3://abc", "/", .noKey),
        ] as [(String, String, ObjectLocation.Fault)])
    func `what is put together is checked like any other`(
        prefix: String, rest: String, fault: ObjectLocation.Fault
    ) throws {
        let prefix = try #require(OriginPrefix(prefix))
        #expect(throws: fault) { try prefix.location(Array(rest.utf8)) }
    }

    @Test func `a prefix is described in one spelling`() throws {
        for (text, description) in [
            ("HTTPS://A:443/%6d/", "https://a/m"), ("http://a", "http://a"), ("s3://abc/p/", "s3://abc/p"),
            ("s3://abc", "s3://abc"),
        ] {
            #expect("\(try #require(OriginPrefix(text)))" == description)
        }
    }
}
