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

    private var names = UniqueNames<Place>()

    /// How many names with numbers have been tried.
    var attempts: Int { names.attempts }

    mutating func take(_ name: [UInt8], parent: Int?) { _ = names.take(Place(name, parent: parent)) }

    /// Takes `name`, or that name with the first number that makes another of it.
    mutating func takeUnique(_ name: [UInt8], parent: Int?) -> [UInt8] {
        names.takeUnique(name) { Place($0, parent: parent) }
    }
}
