import ByteIO
import TestSupport
import Testing

@Suite(.unit) struct ErrorTextTests {
    @Test(
        arguments: [
            (.endedEarly, "shrank"), (.vanished, "vanished"), (.changed, "changed while it was sent"),
            (.abandoned, "abandoned"), (.notRegular, "is no regular file any more"),
            (.failed(call: "read", errno: 5), "read: Input/output error"),
        ] as [(SourceError, String)])
    func `what is wrong with content can be put behind its path`(error: SourceError, text: String) {
        #expect(error.explanation == text)
    }

    @Test(
        arguments: [
            (.timedOut, "the client took nothing for too long"), (.stopped, "stopped"),
            (.failed(errno: 28), "No space left on device"), (.failed(errno: -1), "Unknown error -1"),
        ] as [(SinkError, String)])
    func `why a sink stopped can be told`(error: SinkError, text: String) {
        #expect(error.explanation == text)
    }
}
