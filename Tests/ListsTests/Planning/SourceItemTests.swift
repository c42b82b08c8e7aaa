import Remote
import TestSupport
import Testing

@testable import Lists

@Suite(.unit) struct SourceItemTests {
    @Test(
        arguments: [
            ("/data/=/srv/data", "/srv/data", nil), ("data=srv/a=b", "srv/a=b", nil),
            ("https://cdn/media/", nil, "https://cdn/media"), ("s3://abc/p", nil, "s3://abc/p"),
            ("/s3/=s3://abc/p/", nil, "s3://abc/p"), ("old=http://app:8000/", nil, "http://app:8000"),
            ("https://cdn/=/srv/cdn", "/srv/cdn", nil), ("https://cdn/=http://inside/", nil, "http://inside"),
            ("http://cdn:81/=s3://abc", nil, "s3://abc"), ("s3://abc/=/srv/abc", "/srv/abc", nil),
        ] as [(String, String?, String?)])
    func `an item has a directory or a place for requests`(text: String, directory: String?, origin: String?)
        throws
    {
        let item = try #require(SourceItem(text))
        #expect(item.text == text)
        #expect(item.directory == directory)
        #expect(item.origin.map { "\($0)" } == origin)
    }

    @Test(arguments: [
        "", "=", "/data/", "data", "=/srv", "/=/srv", "//=/srv", "/data=", "/a/../b=/srv", "./a=/srv",
        "..=/srv",
        "a:b=/srv", "https:=/srv", "https://=/srv", "https:///x=/srv", "ftp://a/=/srv", "https://a/?x=y",
        "https://",
        "https://u@a/", "https://a/../b", "s3://", "s3://a", "/a=https://", "/a=https:///x", "/a=ftp://a/",
        "/a=s3://",
        "/a=http://a/?x", "a\u{0}b=/srv",
    ])
    func `anything else is none`(text: String) { #expect(SourceItem(text) == nil) }
}
