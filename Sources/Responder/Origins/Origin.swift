internal import Archive
internal import HTTP
internal import Plan

/// Where an archive comes from, and in what its answers differ from those of other archives.
///
/// The code that answers knows nothing else of it, so a further kind of archive is a further origin.
protocol Origin: Sendable {
    /// The archive. It is planned, and nothing of its content has been read.
    var archive: Archive { get }
    /// Content-Disposition, which gives the download its file name.
    var disposition: Header { get }
    /// How many files belong to what was asked for and are left out.
    var skippedCount: Int { get }
    /// Whether a later request for the archive gets the same bytes. If not, it has neither validators nor ranges, and
    /// nothing that is learned while it is sent is kept.
    var isRepeatable: Bool { get }
    /// Whether its content is paid for, or burdens other servers: then nothing is read that no client waits for, and not
    /// much that no client gets.
    var isCostly: Bool { get }
    /// Header fields beside those that the answer with any archive has.
    var headers: [Header] { get }

    /// Hands out, in portions, what tells the archive from others besides its plan. Equal bytes, with equal plans, mean
    /// equal archives.
    func identify(_ take: ([UInt8]) -> Void)

    /// What is known of the archive without it having been made.
    var givenIndex: ArchiveIndex { get }

    /// A reader for the archive's content, for one thread.
    ///
    /// - Parameters:
    ///   - readingAhead: Whether other threads may read what comes next. Only for a client that waits: it makes them
    ///     read at its priority.
    ///   - isAbandoned: Asked now and then whether nobody waits for the content any more.
    func open(readingAhead: Bool, isAbandoned: @escaping () -> Bool) -> any ContentReader

    /// Takes what may be left out of an archive whose length nobody was promised; nil if nothing may.
    var omissionReport: OmissionReport? { get }

    /// What becomes of an answer that failed while it was sent.
    func ending(after error: ArchiveError) -> Ending
}

/// How an answer ends that is not complete.
struct Ending {
    /// Whether it ends as if the process had died; else it is broken off so that nobody takes it for whole.
    var isDropped = false
    /// For the log.
    let outcome: RequestLog.Outcome
}

/// What holds for an archive of files.
extension Origin {
    var skippedCount: Int { 0 }
    var isRepeatable: Bool { true }
    var isCostly: Bool { false }
    var headers: [Header] { [] }

    var givenIndex: ArchiveIndex { ArchiveIndex() }

    var omissionReport: OmissionReport? { nil }

    /// A plan of files alone says all.
    func identify(_ take: ([UInt8]) -> Void) {}

    func ending(after error: ArchiveError) -> Ending {
        Ending(outcome: RequestLog.Outcome(error) { archive.plan.printablePath(of: $0) })
    }
}
