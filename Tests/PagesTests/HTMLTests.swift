import TestSupport
import Testing

@testable import Pages

@Suite(.unit) struct HTMLTests {
    @Test func `what is interpolated is escaped, and what stands in the literal is not`() {
        let text = "<script>&\"'"
        let inner: HTML = "<b>\(7)</b>"
        let page: HTML = "<p title=\"\(text)\">\(inner)</p>"
        #expect(
            String(decoding: page.bytes, as: UTF8.self)
                == "<p title=\"&lt;script&gt;&amp;&quot;'\"><b>7</b></p>")
    }
}
