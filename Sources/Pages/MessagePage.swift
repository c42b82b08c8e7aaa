/// A page that says what happened, what to do, and a way on: why there is nothing else to see, or where it is.
public enum MessagePage {
    /// A link of such a page.
    public struct Way: Equatable, Sendable {
        /// A URL or a relative reference, percent-encoded.
        public let address: String
        public let words: String

        public init(to address: String, _ words: String) {
            self.address = address
            self.words = words
        }
    }

    /// - Parameters:
    ///   - status: Number and phrase.
    ///   - message: What happened, without a full stop.
    ///   - advice: Sentences.
    ///   - ways: The first one is the likeliest.
    public static func document(status: String, message: String, advice: [String], ways: [Way]) -> Document {
        var body: HTML = """
            <main class="card error">
            <p class="code">\(status)</p>
            <h1>\(message)</h1>

            """
        for sentence in advice { body += "<p>\(sentence)</p>\n" }
        if !ways.isEmpty { body += "<p class=\"go\">\(links(ways))</p>\n" }
        body += "</main>"
        return Document(title: "\(message) – \(status)", body: body)
    }

    private static func links(_ ways: [Way]) -> HTML {
        var links = HTML()
        for (place, way) in ways.enumerated() {
            links +=
                "<a class=\"\(place == 0 ? "button main" : "button")\" href=\"\(way.address)\">\(way.words)</a>"
        }
        return links
    }
}
