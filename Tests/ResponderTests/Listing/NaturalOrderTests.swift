import TestSupport
import Testing

@testable import Responder

@Suite(.unit) struct NaturalOrderTests {
    @Test func `people count where machines compare`() {
        let names = [
            "", " ", "1", "2", "10", "10a", "100", "a", "a1", "a1b", "a2", "a10", "a10b2", "a10b10", "b",
            "v1.2.3", "v1.2.10", "v1.10.0", "v99999999999999999999998", "v99999999999999999999999", "ä",
        ].map { Array($0.utf8)[...] }
        for (place, left) in names.enumerated() {
            for (other, right) in names.enumerated() {
                let result = NaturalOrder.compare(left, right)
                #expect(result.signum() == (place - other).signum(), "\(left) \(right)")
            }
        }
    }

    @Test func `leading zeros count for nothing`() {
        #expect(NaturalOrder.compare(Array("a007".utf8)[...], Array("a7".utf8)[...]) == 0)
        #expect(NaturalOrder.compare(Array("a000".utf8)[...], Array("a0".utf8)[...]) == 0)
        #expect(NaturalOrder.compare(Array("a007b".utf8)[...], Array("a7c".utf8)[...]) < 0)
    }
}
