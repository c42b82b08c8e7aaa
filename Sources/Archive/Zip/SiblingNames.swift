internal import Plan

/// The names that are taken in each folder of a zip, and numbers for those that would be there twice.
struct SiblingNames {
    /// A name among its siblings, as a hash that is the same in every run (FNV-1a): two names that share one
    /// only get a number that neither needed.
    private struct Place: Hashable {
        let hash: UInt64

        init(_ name: [UInt8], parent: Int?) {
            var hash: UInt64 = 0xcbf2_9ce4_8422_2325
            for byte in name { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            self.hash = (hash ^ UInt64(bitPattern: Int64(parent ?? -1))) &* 0x100_0000_01b3
        }
    }

    private var taken: Set<Place> = []
    /// The last number given to a name: without it, a thousand equal names would be tried a million times.
    private var numbers: [Place: Int] = [:]
    /// How many names have been tried for those that were asked for.
    private(set) var attempts = 0

    mutating func take(_ name: [UInt8], parent: Int?) { taken.insert(Place(name, parent: parent)) }

    /// Takes `name`, or that name with the first number that makes another of it.
    mutating func takeUnique(_ name: [UInt8], parent: Int?) -> [UInt8] {
        let place = Place(name, parent: parent)
        var candidate = name
        attempts += 1
        while !taken.insert(Place(candidate, parent: parent)).inserted {
            numbers[place, default: 1] += 1
            candidate = NumberedName.make(
                name, numbers[place, default: 1], atMost: NumberedName.longest)
            attempts += 1
        }
        return candidate
    }
}
