/// A folder as it is shown: one page of what it holds, and what may be downloaded of it.
public struct Listing {
    public struct Row {
        public enum Kind { case folder, file }

        /// Whether it can be downloaded, and if not, why.
        public enum Access { case readable, unreadable, leftOut }

        public let name: ArraySlice<UInt8>
        public let kind: Kind
        public let isLink: Bool
        public let access: Access
        /// Of a folder, with all that is below; nil if that is not known.
        public let bytes: UInt64?
        /// How many there are in a folder.
        public let files: UInt64?
        /// Seconds since 1970.
        public let modified: Int64

        public init(
            name: ArraySlice<UInt8>, kind: Kind, isLink: Bool, access: Access, bytes: UInt64?, files: UInt64?,
            modified: Int64
        ) {
            self.name = name
            self.kind = kind
            self.isLink = isLink
            self.access = access
            self.bytes = bytes
            self.files = files
            self.modified = modified
        }
    }

    /// What the whole folder would be as an archive.
    public struct Whole {
        public let entries: Int
        public let files: UInt64
        public let bytes: UInt64
        /// By format: the exact length in bytes, if it is known before.
        public let lengths: [UInt64?]
        /// The digits of the ETags, by format.
        public let entityTags: [String]

        public init(entries: Int, files: UInt64, bytes: UInt64, lengths: [UInt64?], entityTags: [String]) {
            self.entries = entries
            self.files = files
            self.bytes = bytes
            self.lengths = lengths
            self.entityTags = entityTags
        }
    }

    /// Why the whole folder cannot be one archive.
    public enum Obstacle: Equatable, Sendable {
        case bytes(UInt64, most: UInt64)
        /// How many there are; nil if there are too many to count them for a page.
        case entries(Int?, most: Int)
        /// Levels of folders.
        case depth(most: Int)
        /// Something cannot be read, and archives that lack something are not made here.
        case unreadable
    }

    public struct Limits {
        public let bytes: UInt64?
        public let entries: Int
        public let depth: Int

        public init(bytes: UInt64?, entries: Int, depth: Int) {
            self.bytes = bytes
            self.entries = entries
            self.depth = depth
        }
    }

    /// The components of its path below the root; empty for the root itself.
    public let path: [[UInt8]]
    /// What the root is called, which is the first link of the way to the folder.
    public let site: String
    /// The URL of the folder, with a slash at its end.
    public let address: String
    public let query: ListingQuery
    /// What an archive of the folder is called, without an ending.
    public var archiveName = "archive"
    /// Where the files of this folder are served, with a slash at its end; nil if they are not.
    public var files: String?
    /// The words for formats, the preferred one first.
    public var formats: [String] = []

    /// Those of this page.
    public var rows: [Row] = []
    /// On all pages.
    public var folderCount = 0
    public var fileCount = 0
    /// What a search has found; nil if nothing was sought.
    public var foundCount: Int?
    public var pageCount = 1
    /// Nil if there is too much to count it for a page.
    public var whole: Whole?
    /// Files and folders that are certainly below, if there are too many to count them for a page.
    public var countedEntries: Int?
    public var obstacle: Obstacle?
    public var limits: Limits

    public init(path: [[UInt8]], site: String, address: String, query: ListingQuery, limits: Limits) {
        self.path = path
        self.site = site
        self.address = address
        self.query = query
        self.limits = limits
    }

    /// Whether the form stands for the whole folder if nothing is selected.
    var offersWhole: Bool { obstacle == nil && foundCount == nil && folderCount + fileCount > 0 }

    var name: [UInt8] { path.last ?? Array(site.utf8) }
}
