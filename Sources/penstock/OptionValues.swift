public import Archive
public import ArgumentParser
public import Compression
public import FileTree
public import Gateway
public import Plan

// The words of these types are the words of the command line.
extension ArchiveFormat: ExpressibleByArgument {}
extension Effort: ExpressibleByArgument {}
extension SymlinkPolicy: ExpressibleByArgument {}
extension UnreadablePolicy: ExpressibleByArgument {}
extension NamePolicy: ExpressibleByArgument {}

extension ListenAddress: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
