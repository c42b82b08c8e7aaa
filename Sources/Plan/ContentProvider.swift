public import ByteIO

/// Where the content of a plan's files comes from: a directory on disk, later an object on another server.
public protocol ContentProvider: AnyObject {
    /// Opens a regular file of the plan to be read from `offset`. Blocks.
    ///
    /// - Returns: a source that gives the bytes from `offset` to the planned size, no more, and throws
    ///   ``SourceError/endedEarly`` where there are fewer.
    func content(of index: Int, in plan: Plan, from offset: UInt64) throws(SourceError) -> any ByteSource
}
