public import Archive
public import ArgumentParser
public import Compression
public import FastCGI
public import FileTree

// The words of these types are the words of the command line.
extension ArchiveFormat: ExpressibleByArgument {}
extension Effort: ExpressibleByArgument {}
extension SymlinkPolicy: ExpressibleByArgument {}
extension UnreadablePolicy: ExpressibleByArgument {}

extension ListenAddress: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
