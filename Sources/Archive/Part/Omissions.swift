public import ByteIO
internal import Plan

/// Entries that were planned and are not in an archive, since their content could not be had when its turn came, and the
/// report of them. Belongs to one thread.
///
/// Only an archive whose length nobody was promised can do without an entry, and only one whose content has not begun.
public final class Omissions {
    /// The last entry of an archive that lacks something.
    public struct Report {
        /// The entry of the plan that is its folder; nil for the top level.
        public let parent: Int?
        public let name: [UInt8]
        public let content: [UInt8]
        /// In seconds since 1970.
        public let modifiedSeconds: Int64

        public init(parent: Int?, name: [UInt8], content: [UInt8], modifiedSeconds: Int64) {
            self.parent = parent
            self.name = name
            self.content = content
            self.modifiedSeconds = modifiedSeconds
        }

        /// Its path as a format has it.
        ///
        /// - Parameter cursor: Over the plan, with the names of that format.
        func path(_ cursor: PathCursor) -> [UInt8] {
            guard let parent else { return name }
            var cursor = cursor
            cursor.move(to: parent)
            return cursor.path + name
        }

        var entry: Entry { .inlineFile(size: UInt64(content.count), modifiedSeconds: modifiedSeconds) }
    }

    /// An entry that is left out, and why.
    public typealias Omission = (entry: Int, reason: SourceError)

    /// The first that are left out: as many as a report lists.
    public private(set) var omissions: [Omission] = []
    /// How many there are in all.
    public var count: Int { entries.count }
    private let largestCount: Int
    private var entries: Set<Int> = []
    private let plannedReport: Int?
    private let onOmission: () -> Void
    private let makeReport: ([Omission], _ count: Int) -> Report

    /// - Parameters:
    ///   - plannedReport: The entry of the plan that is a report of what was missing then, if there is one. The new report
    ///     takes its place.
    ///   - largestCount: How many are kept to be listed.
    ///   - onOmission: Called when the first entry is left out, before anything else is written.
    ///   - makeReport: Makes the report of all that is missing, in the end, if an entry was left out.
    public init(
        replacing plannedReport: Int?, listing largestCount: Int = .max,
        onOmission: @escaping () -> Void = {},
        report makeReport: @escaping ([Omission], _ count: Int) -> Report
    ) {
        self.plannedReport = plannedReport
        self.largestCount = largestCount
        self.onOmission = onOmission
        self.makeReport = makeReport
    }

    /// Leaves an entry out that has not begun.
    ///
    /// - Returns: false if the archive has to break off instead: the next one of the same plan may have the entry, and
    ///   nobody may resume this one with a part of that.
    func leaveOut(_ entry: Int, _ reason: SourceError) -> Bool {
        guard reason.isLasting else { return false }
        if entries.isEmpty { onOmission() }
        if omissions.count < largestCount { omissions.append((entry, reason)) }
        entries.insert(entry)
        return true
    }

    /// Whether an entry of the plan is left out.
    func contains(_ entry: Int) -> Bool {
        !entries.isEmpty && (entry == plannedReport || entries.contains(entry))
    }

    /// What is to be the last entry; nil if nothing is left out.
    var report: Report? { entries.isEmpty ? nil : makeReport(omissions, count) }
}
