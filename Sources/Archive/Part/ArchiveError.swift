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
