/// Names that are taken, by what makes two of them one, and numbers for those that would be there twice.
public struct UniqueNames<Key: Hashable> {
    private var taken: Set<Key> = []
    /// The next number to try, by the key of a name with a number of as many digits. So names that only differ in what is
    /// cut for the number share it: without that, a thousand of them would be tried a million times.
    private var next: [Key: Int] = [:]
    /// How many names with numbers have been tried.
    public private(set) var attempts = 0

    public init() {}

    /// Takes a name.
    ///
    /// - Returns: false if it is taken.
    public mutating func take(_ key: Key) -> Bool { taken.insert(key).inserted }

    /// Takes `name`, or that name with the first number that makes a free one of it.
    public mutating func takeUnique(_ name: [UInt8], by key: ([UInt8]) -> Key) -> [UInt8] {
        if take(key(name)) { return name }
        var (first, end) = (2, 10)
        while true {
            let form = key(Self.numbered(name, end / 10))
            var number = next[form] ?? first
            defer { next[form] = number }
            while number < end {
                let candidate = Self.numbered(name, number)
                number += 1
                attempts += 1
                if take(key(candidate)) { return candidate }
            }
            (first, end) = (end, 10 * end)
        }
    }

    private static func numbered(_ name: [UInt8], _ number: Int) -> [UInt8] {
        NumberedName.make(name, number, atMost: NumberedName.longest)
    }
}
