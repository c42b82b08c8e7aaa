import Gateway
import TestSupport
import Testing

@testable import Responder

@Suite(.unit) struct ShownPathTests {
    private func shown(_ query: String, _ variables: [String: String] = [:]) -> String {
        let basic = ["SCRIPT_NAME": "/archive", "PATH_INFO": "/d.zip", "QUERY_STRING": query]
        return ShownPath.text(
            MetaVariables(
                basic.merging(variables) { $1 }.map { (name: $0.key, value: Array($0.value.utf8)) }))
    }

    @Test(
        arguments: [
            ("", ""), ("format=zip", "?format=zip"), ("select=a&select=b%26c", "?select=a&select=b%26c"),
            ("token=s3cret", ""), ("token=s3cret&format=zip&sig=s3cret", "?format=zip"),
            ("s3cret", ""), ("select", ""), ("f%6frmat=zip", "?f%6frmat=zip"),
            ("name=x&names=portable&compression=store", "?name=x&names=portable&compression=store"),
            ("etag=0123", ""), ("format=%zz", ""), ("&&=&", ""),
        ])
    func `of a query only fields of penstock's own are shown`(query: String, text: String) {
        #expect(shown(query) == "/archive/d.zip" + text)
    }

    @Test func `of the query of a list nothing is shown`() {
        let list = ["PENSTOCK_MANIFEST": "http://localhost/"]
        #expect(shown("name=s3cret&format=zip", list) == "/archive/d.zip")
    }

    @Test func `neither path nor query is longer than a kilobyte`() {
        let long = String(repeating: "x", count: 5000)
        #expect(shown("select=" + long, ["PATH_INFO": "/" + long]).utf8.count == 1024 + 1 + 1024)
    }
}
