/// What a list says of the archive as a whole: UTF-8 without NUL, otherwise as given.
public struct ListHead: Equatable, Sendable {
    /// Field `filename` or `suggestedFilename`.
    public var fileName: [UInt8]?
    /// Field `top`: the directory that all entries are in.
    public var topName: [UInt8]?
    public var format: [UInt8]?
    public var compression: [UInt8]?
    /// The value of a header field (RFC 9110 §5.5), so it has no control character but the tab.
    public var authorization: [UInt8]?

    public init(
        fileName: [UInt8]? = nil, topName: [UInt8]? = nil, format: [UInt8]? = nil,
        compression: [UInt8]? = nil,
        authorization: [UInt8]? = nil
    ) {
        self.fileName = fileName
        self.topName = topName
        self.format = format
        self.compression = compression
        self.authorization = authorization
    }
}
