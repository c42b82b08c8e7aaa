import TestSupport
import Testing

@testable import Remote

@Suite(.unit) struct SecretTests {
    @Test func `a secret is not shown, wherever it is`() {
        struct Holder {
            let secret = Secret(Array("hunter2".utf8))
            let list: [(name: String, value: Secret)] = [("n", Secret(Array("hunter2".utf8)))]
        }
        let keys = S3Keys(
            id: "id", secret: Secret(Array("hunter2".utf8)), token: Secret(Array("hunter2".utf8)))
        var dumped = ""
        dump(Holder(), to: &dumped)
        dump(keys, to: &dumped)
        let bytes = "\(Array("hunter2".utf8))"
        for text in [
            "\(Holder())", String(reflecting: Holder()), "\(keys)", String(reflecting: keys), dumped,
        ] {
            #expect(!text.contains("hunter2") && !text.contains(bytes) && !text.contains("104"))
            #expect(text.contains("***"))
        }
    }
}
