/// A second build of ISA-L, which Scripts/test fetches where it can be had.
public enum OtherISAL {
    /// What `LD_PRELOAD` must be for a process to use it; nil if there is none.
    public static let preload = try? String(
        decoding: FileSystem.read(ProjectFiles.root / ".build/isal/preload"), as: UTF8.self)
}

/// Whose deflate a process uses.
public enum ISALBuild: String, CaseIterable, Sendable {
    /// The one that is installed.
    case installed
    /// ``OtherISAL``.
    case other

    /// Those that can be had.
    public static var available: [ISALBuild] { OtherISAL.preload == nil ? [.installed] : allCases }

    public var environment: [String: String?] {
        self == .other ? ["LD_PRELOAD": OtherISAL.preload] : [:]
    }
}
