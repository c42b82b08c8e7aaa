public import ByteIO
public import FileTree
public import Plan
public import Remote

/// Reads the content of a planned list, from disk and from other servers.
public final class ListContent: ContentReader {
    private let listed: ListedFiles
    private let files: FileReader
    private let objects: ObjectReader?

    /// - Parameters:
    ///   - origins: Have the content that is not on disk. Nil for a list without any.
    ///   - rules: What may be fetched.
    ///   - checksums: Knows and learns the checksums of large files.
    ///   - readers: Read small files ahead.
    ///   - isAbandoned: Asked now and then whether nobody waits for the content any more.
    public init(
        of list: ListPlan, origins: Origins? = nil, rules: FetchRules = .nothing,
        checksums: ChecksumIndex? = nil, readers: ReaderPool? = nil,
        isAbandoned: @escaping () -> Bool = { false }
    ) {
        let (plan, listed) = (list.plan, list.files)
        self.listed = listed
        files = FileReader(
            of: listed, links: list.symlinks, checksums: checksums, readers: readers,
            isAbandoned: isAbandoned)
        objects = origins.map {
            ObjectReader($0, rules: rules) {
                listed.object(behind: $0, in: plan)
            } isAbandoned: {
                isAbandoned()
            }
        }
    }

    public func expectedChecksum(of index: Int) -> UInt32? { listed.checksum(of: index) }

    public var bytesRead: UInt64 { files.bytesRead + (objects?.bytesFetched ?? 0) }

    public var notes: [ReadingNote] { listed.hasObjects ? objects?.notes ?? [] : [] }

    /// Content whose checksum the list gives is compared with it, if it is read from its beginning.
    public func content(of index: Int, in plan: Plan, from offset: UInt64) throws(SourceError)
        -> any ByteSource
    {
        let object = listed.object(of: index, in: plan)
        let source: any ByteSource =
            if let object {
                try fetched(object, as: index, from: offset)
            } else {
                try files.content(of: index, in: plan, from: offset)
            }
        guard offset == 0, let checksum = listed.checksum(of: index) else { return source }
        let failure = object.map {
            SourceError.unavailable("\($0.location.printable): \(SourceError.otherChecksum.explanation)")
        }
        return VerifiedSource(
            source, count: plan.entries[index].hasUnknownSize ? nil : plan.entries[index].size,
            checksum: checksum,
            failure: failure ?? .otherChecksum)
    }

    private func fetched(
        _ object: RemoteObject, as index: Int, from offset: UInt64
    ) throws(SourceError) -> any ByteSource {
        guard let objects else { throw .unavailable("\(object.location.printable): nothing may be fetched") }
        return objects.source(of: index, object, from: offset)
    }
}

extension ListedFiles {
    /// The first entry behind `index` whose content must be fetched.
    fileprivate func object(behind index: Int, in plan: Plan) -> (index: Int, object: RemoteObject)? {
        for index in plan.entries.indices.dropFirst(index + 1) {
            let entry = plan.entries[index]
            guard entry.size > 0 || entry.hasUnknownSize else { continue }
            if let object = object(of: index, in: plan) { return (index, object) }
        }
        return nil
    }
}
