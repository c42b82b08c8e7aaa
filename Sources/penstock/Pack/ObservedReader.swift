internal import ByteIO
internal import Plan

/// A reader that tells of every read of another one.
final class ObservedReader: ContentReader {
    private let reader: any ContentReader
    private let observe: () -> Void

    init(_ reader: any ContentReader, observe: @escaping () -> Void) {
        self.reader = reader
        self.observe = observe
    }

    var bytesRead: UInt64 { reader.bytesRead }

    func content(of index: Int, in plan: Plan, from offset: UInt64) throws(SourceError) -> any ByteSource {
        ObservedSource(try reader.content(of: index, in: plan, from: offset), observe)
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
