public import ByteIO

/// Why an archive ends before its time.
public enum ArchiveError: Error, Equatable {
    /// The content of the entry with that index could not be had.
    case content(entry: Int, SourceError)
    case sink(SinkError)
}

extension ArchiveError {
    /// In words.
    ///
    /// - Parameter path: Gives the path of an entry.
    public func explanation(path: (Int) -> String) -> String {
        switch self {
        case .content(let entry, let reason): "\(path(entry)): \(reason.explanation)"
        case .sink(let reason): reason.explanation
        }
    }
}

extension SourceError {
    /// Whether the next plan of the same files is another one, so that nobody resumes this archive.
    ///
    /// Only then may a failure be marked in what is written: a client that resumes behind a mark would keep the mark
    /// in the middle of its file.
    public var isLasting: Bool {
        switch self {
        case .vanished, .notRegular, .endedEarly: true
        case .changed, .otherChecksum, .unavailable, .abandoned, .failed: false
        }
    }
}

extension ArchiveError {
    /// The same of the entry that is being written.
    var ofTransfer: TransferError {
        switch self {
        case .content(_, let reason): .source(reason)
        case .sink(let reason): .sink(reason)
        }
    }
}

/// Runs one step of writing entry `entry`, and says what failed in the archive's terms.
func writing<R>(entry: Int, _ step: () throws(TransferError) -> R) throws(ArchiveError) -> R {
    do {
        return try step()
    } catch {
        switch error {
        case .source(let reason): throw .content(entry: entry, reason)
        case .sink(let reason): throw .sink(reason)
        }
    }
}
