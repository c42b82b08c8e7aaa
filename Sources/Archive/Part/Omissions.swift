public import ByteIO
internal import Plan

/// Entries that were planned and are not in an archive, since their content could not be had when its turn came, and the
/// report of them. Belongs to one thread.
///
/// Only an archive whose length nobody was promised can do without an entry, and only one whose content has not begun.
public final class Omissions {
    /// The last entry of an archive that lacks something.
    public struct Report {
        /// From the top folder on.
        public let path: [UInt8]
        public let content: [UInt8]
        /// In seconds since 1970.
        public let modifiedSeconds: Int64

        public init(path: [UInt8], content: [UInt8], modifiedSeconds: Int64) {
            self.path = path
            self.content = content
            self.modifiedSeconds = modifiedSeconds
        }

        var entry: Entry { .inlineFile(size: UInt64(content.count), modifiedSeconds: modifiedSeconds) }
    }

    /// An entry that is left out, and why.
    public typealias Omission = (entry: Int, reason: SourceError)

    public private(set) var omissions: [Omission] = []
    private var entries: Set<Int> = []
    private let plannedReport: Int?
    private let onOmission: () -> Void
    private let makeReport: ([Omission]) -> Report

    /// - Parameters:
    ///   - plannedReport: The last entry of the plan, if that is a report of what was missing then. The new report takes its
    ///     place.
    ///   - onOmission: Called each time that an entry is left out, before anything else is written.
    ///   - makeReport: Makes the report of all that is missing, in the end, if an entry was left out.
    public init(
        replacing plannedReport: Int?, onOmission: @escaping () -> Void = {},
        report makeReport: @escaping ([Omission]) -> Report
    ) {
        self.plannedReport = plannedReport
        self.onOmission = onOmission
        self.makeReport = makeReport
    }

    /// Leaves an entry out that has not begun.
    ///
    /// - Returns: false if the archive has to break off instead: the next one of the same plan may have the entry, and
    ///   nobody may resume this one with a part of that.
    func leaveOut(_ entry: Int, _ reason: SourceError) -> Bool {
        guard reason.isLasting else { return false }
        omissions.append((entry, reason))
        entries.insert(entry)
        onOmission()
        return true
    }

    /// Whether an entry of the plan is left out.
    func contains(_ entry: Int) -> Bool {
        !entries.isEmpty && (entry == plannedReport || entries.contains(entry))
    }

    /// What is to be the last entry; nil if nothing is left out.
    var report: Report? { omissions.isEmpty ? nil : makeReport(omissions) }
}
