public import Compression
public import Plan

/// A plan in a format: bytes that can be counted, and written.
///
/// They are a function of the plan, the format, the effort and the files' content: the same every time.
public struct Archive: Sendable {
    public let plan: Plan
    public let format: ArchiveFormat
    /// What is really done: `auto` has become `store` if there is nothing to compress.
    public let effort: Effort
    let layout: Layout

    enum Layout: Sendable {
        case zip(ZipLayout)
        case tar(TarLayout)
        case gzip(GzipLayout)
    }

    /// - Precondition: The format is zip if the plan has entries of unknown size: a tar has sizes before contents.
    public init(_ plan: Plan, format: ArchiveFormat, effort: Effort) {
        precondition(format == .zip || !plan.hasUnknownSizes, "a tar with entries of unknown size")
        self.plan = plan
        self.format = format
        self.effort = format == .tar ? .store : effort.resolved(for: plan)
        layout =
            switch format {
            case .zip: .zip(ZipLayout(plan: plan, effort: self.effort))
            case .tar: .tar(TarLayout(plan: plan))
            case .tarGzip: .gzip(GzipLayout(TarLayout(plan: plan), effort: self.effort))
            }
    }

    /// How many units the complete index of the archive has; 0 if it needs none.
    public var unitCount: Int {
        switch layout {
        case .zip(let zip): plan.entries.reduce(0) { $0 + zip.unitCount(of: $1) }
        case .tar: 0
        case .gzip(let gzip): gzip.unitCount
        }
    }

    /// The exact number of bytes; nil if only compressing tells.
    ///
    /// - Parameter index: What is known of the archive; it tells the length once it is complete.
    public func length(knowing index: ArchiveIndex = ArchiveIndex()) -> UInt64? {
        guard !plan.hasUnknownSizes, effort == .store || index.units.count == unitCount else { return nil }
        return switch layout {
        case .zip(let zip): zip.length(effort == .store ? .unknown : zip.digests(from: index))
        case .tar(let tar): tar.length
        case .gzip(let gzip): gzip.length(knowing: index)
        }
    }

    /// Where to begin for a part of the archive.
    ///
    /// - Precondition: The archive has a length with this index, and the range is within it.
    public func part(_ range: Range<UInt64>, knowing index: ArchiveIndex) -> ArchivePart {
        switch layout {
        case .zip(let zip): zip.part(range, knowing: index)
        case .tar(let tar):
            ArchivePart(
                range: range, start: tar.position(of: range.lowerBound), job: nil, beginsWithChecksums: false)
        case .gzip(let gzip): gzip.part(range, knowing: index)
        }
    }

    /// Where the unit begins that follows the first `unit` units of compressed content.
    func position(ofUnit unit: Int) -> ArchivePosition {
        switch layout {
        case .zip(let zip): zip.position(ofUnit: unit)
        case .tar: .start
        case .gzip(let gzip): gzip.position(ofUnit: unit)
        }
    }
}

extension Effort {
    /// `auto` becomes `store` for a plan whose every file is of a type that is compressed already.
    func resolved(for plan: Plan) -> Effort {
        guard self == .auto else { return self }
        let isPacked = plan.entries.indices.allSatisfy { index in
            let entry = plan.entries[index]
            return entry.kind != .file || entry.size == 0 && !entry.hasUnknownSize || entry.isInline
                || plan.withName(of: index, CompressedTypes.contain)
        }
        return isPacked ? .store : .auto
    }
}
