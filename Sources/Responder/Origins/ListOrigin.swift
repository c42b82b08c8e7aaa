internal import Archive
internal import Compression
internal import FileTree
internal import HTTP
internal import Lists
internal import Plan
internal import Remote

/// Files that a list names.
struct ListOrigin: Origin {
    let archive: Archive
    let disposition: Header
    let headers: [Header]
    private let list: ListPlan
    private let unreadable: UnreadablePolicy
    private let origins: Origins
    private let rules: FetchRules
    private let checksums: ChecksumIndex
    private let readers: ReaderPool

    /// - Parameters:
    ///   - origins: Have the content that is not on disk.
    ///   - rules: What may be fetched.
    ///   - naming: What the list itself may leave open.
    ///   - announcement: The application's, if it was asked.
    init(
        _ list: ListPlan, _ naming: ListNaming, _ location: LocationSettings,
        _ announcement: ListAnnouncement?,
        origins: Origins, rules: FetchRules, checksums: ChecksumIndex, readers: ReaderPool
    ) throws(Refusal) {
        let format = try naming.format(list.head)
        if format != .zip, let error = list.unknownSize {
            throw Refusal(error, location.policy)
        }
        archive = Archive(
            list.plan, format: format, effort: try ListNaming.effort(list.head, location: location.effort))
        let fileName = try naming.fileName(list.head, format: format)
        let announced = list.head.fileName == nil ? announcement?.disposition : nil
        disposition = announced ?? Header("Content-Disposition", ContentDisposition.attachment(fileName))
        headers = announcement?.headers ?? []
        self.list = list
        unreadable = location.policy.unreadable
        self.origins = origins
        self.rules = rules
        self.checksums = checksums
        self.readers = readers
    }

    var skippedCount: Int { list.skippedCount }

    var isRepeatable: Bool { list.files.isRepeatable && list.unknownSize == nil }
    var isCostly: Bool { list.files.hasObjects }

    func identify(_ take: ([UInt8]) -> Void) {
        list.files.fingerprint(take)
        // What is learned of one archive must not be taken for true of another.
        if !isRepeatable { take((0..<16).map { _ in UInt8.random(in: .min ... .max) }) }
    }

    /// The list may give checksums, so that a download is resumed without reading what it has already.
    var givenIndex: ArchiveIndex {
        list.files.hasChecksums ? archive.index(given: list.files.checksum) : ArchiveIndex()
    }

    var omissionReport: OmissionReport? {
        guard unreadable == .report else { return nil }
        return OmissionReport(
            plan: archive.plan, missing: list.missing, missingCount: skippedCount,
            hasTop: list.head.topName != nil)
    }

    func open(readingAhead: Bool, isAbandoned: @escaping () -> Bool) -> any ContentReader {
        ListContent(
            of: list, origins: origins, rules: rules, checksums: checksums,
            readers: readingAhead ? readers : nil, isAbandoned: isAbandoned)
    }
}
