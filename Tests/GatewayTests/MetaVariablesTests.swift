import TestSupport
import Testing

@testable import Gateway

@Suite(.unit) struct MetaVariablesTests {
    @Test func `of a name that is given twice the last value counts`() {
        let variables = MetaVariables([("A", [1]), ("B", [2]), ("A", [3])].map { (name: $0.0, value: $0.1) })
        #expect(variables["A"] == [3])
        #expect(variables["B"] == [2])
        #expect(variables["a"] == nil)
    }

    @Test func `a value is text only if it is UTF-8`() {
        var variables = MetaVariables()
        variables["TEXT"] = Array("caf\u{E9}".utf8)
        variables["RAW"] = [0xFF]
        variables["EMPTY"] = []
        #expect(variables.text("TEXT") == "caf\u{E9}")
        #expect(variables.text("RAW") == nil)
        #expect(variables.text("EMPTY") == "")
        #expect(variables.text("NONE") == nil)
    }

    @Test func `finds names by how they begin, sorted`() {
        let variables = MetaVariables(
            ["PENSTOCK_Z", "PENSTOCK_A", "HTTP_PENSTOCK_B", "PENSTOCK", "PENSTOCK_"].map {
                (name: $0, value: [])
            })
        #expect(variables.names(withPrefix: "PENSTOCK_") == ["PENSTOCK_", "PENSTOCK_A", "PENSTOCK_Z"])
    }
}
