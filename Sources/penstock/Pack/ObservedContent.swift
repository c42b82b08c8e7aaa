internal import ByteIO
internal import Plan

/// Tells of every read from another provider's content.
final class ObservedContent: ContentProvider {
    private let content: any ContentProvider
    private let observe: () -> Void

    init(_ content: any ContentProvider, observe: @escaping () -> Void) {
        self.content = content
        self.observe = observe
    }

    func content(of index: Int, in plan: Plan, from offset: UInt64) throws(SourceError) -> any ByteSource {
        ObservedSource(try content.content(of: index, in: plan, from: offset), observe)
    }

    private final class ObservedSource: ByteSource {
        private let source: any ByteSource
        private let observe: () -> Void

        init(_ source: any ByteSource, _ observe: @escaping () -> Void) {
            self.source = source
            self.observe = observe
        }

        func read(into output: inout OutputSpan<UInt8>) throws(SourceError) {
            try source.read(into: &output)
            observe()
        }
    }
}
