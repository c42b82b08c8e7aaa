/// The names that are taken in one directory, and numbers for those that some system would take for one of them.
struct PortableSiblings {
    private var names = UniqueNames<String>()

    /// How many names with numbers have been tried.
    var attempts: Int { names.attempts }

    /// Takes a name.
    ///
    /// - Returns: false if it is taken.
    mutating func take(_ name: [UInt8]) -> Bool { names.take(FoldedName.of(name)) }

    /// Takes `name`, or that name with the first number that makes a free one of it.
    mutating func takeUnique(_ name: [UInt8]) -> [UInt8] { names.takeUnique(name, by: FoldedName.of) }
}
