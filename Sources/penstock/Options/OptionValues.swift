public import Archive
public import ArgumentParser
public import Compression
public import FileTree
public import Plan

// The words of these types are the words of the command line.
extension ArchiveFormat: ExpressibleByArgument {}
extension Effort: ExpressibleByArgument {}
extension SymlinkPolicy: ExpressibleByArgument {}
extension UnreadablePolicy: ExpressibleByArgument {}
extension NamePolicy: ExpressibleByArgument {}
