import TestSupport
import Testing

@testable import Gateway

@Suite(.unit) struct SendPaceTests {
    /// A send: bytes, and how long it took in milliseconds.
    typealias Send = (count: Int, milliseconds: Int)

    @Test(
        arguments: [
            ([], false), ([(1000, 19)], false), ([(1000, 20)], true), ([(0, 500)], true),
            ([(1000, 20), (100, 0), (100, 19)], true),
            ([(1000, 20), ((2 << 20) - 1, 0)], true), ([(1000, 20), (2 << 20, 0)], false),
            ([(1000, 20), (1 << 20, 0), (1 << 20, 19)], false),
            // A wait in between begins anew.
            ([(1000, 20), (1 << 20, 0), (1000, 20), (1 << 20, 0)], true),
            ([(1000, 20), (2 << 20, 0), (1000, 20)], true),
        ] as [([Send], Bool)])
    func `one wait makes a client slow, and much without any makes it quick`(sends: [Send], isSlow: Bool) {
        var pace = SendPace()
        for send in sends { pace.note(send.count, in: .milliseconds(send.milliseconds)) }
        #expect(pace.isSlow == isSlow)
    }
}
