/// The names that are taken in one directory, and numbers for those that would be there twice.
struct PortableSiblings {
    /// Folded.
    private var taken: Set<String> = []
    /// The next number to try, by a folded name with a number of as many digits. So names that only differ in what is
    /// cut for the number share it: without that, a thousand of them would be tried a million times.
    private var next: [String: Int] = [:]
    /// How many names with numbers have been tried.
    private(set) var attempts = 0

    /// Takes a name.
    ///
    /// - Returns: false if it is taken.
    mutating func take(_ name: [UInt8]) -> Bool { taken.insert(FoldedName.of(name)).inserted }

    /// Takes `name`, or that name with the first number that makes a free one of it.
    mutating func takeUnique(_ name: [UInt8]) -> [UInt8] {
        if take(name) { return name }
        var (first, end) = (2, 10)
        while true {
            let key = FoldedName.of(Self.numbered(name, end / 10))
            var number = next[key] ?? first
            defer { next[key] = number }
            while number < end {
                let candidate = Self.numbered(name, number)
                number += 1
                attempts += 1
                if take(candidate) { return candidate }
            }
            (first, end) = (end, 10 * end)
        }
    }

    private static func numbered(_ name: [UInt8], _ number: Int) -> [UInt8] {
        NumberedName.make(name, number, atMost: NumberedName.longest)
    }
}
