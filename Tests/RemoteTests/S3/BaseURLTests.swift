import TestSupport
import Testing

@testable import Remote

@Suite(.unit) struct BaseURLTests {
    @Test(arguments: [
        ("https://cdn.example.org", "https://cdn.example.org"),
        ("https://CDN.Example.org/", "https://cdn.example.org"),
        ("https://cdn.example.org:443/A/b/", "https://cdn.example.org/A/b"),
        ("http://cdn.example.org:443", "http://cdn.example.org:443"), ("http://h:080", "http://h"),
        ("http://[2001:DB8::1]:8080/x", "http://[2001:db8::1]:8080/x"),
        ("http://h/a=b,c;d", "http://h/a=b,c;d"),
    ])
    func `equal servers have equal texts`(text: String, canonical: String) {
        #expect(BaseURL(text)?.text == canonical)
    }

    @Test(arguments: [
        "", "https://", "https:///x", "ftp://h/", "HTTPS://h/", "//h/", "h", "https://user@h/",
        "https://u:p@h/",
        "https://h/?q", "https://h/#f", "https://h/a/../b", "https://h/./", "https://h//a",
        "https://h/%2e%2e",
        "https://h\\x", "https://h/a b", "https://h/ü", "https://h:0", "https://h:65536", "https://h:",
        "https://h:8x",
        "https://[::1", "https://[::1]x", "https://[]", "https://[h]x:1", "https://h:80:80", "https://h\n/",
    ])
    func `what is more or less than a server and a path is refused`(text: String) {
        #expect(BaseURL(text) == nil)
    }
}
