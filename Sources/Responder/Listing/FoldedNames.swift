internal import ByteIO
internal import FileTree
internal import Plan

/// The names of a folder as people sort and seek them: lower and upper case are one.
struct FoldedNames {
    private var bytes: [UInt8] = []
    /// Where each name ends in ``bytes``, in the order of the folder's items.
    private var ends: [Int] = []

    init(_ folder: Folder) {
        for item in folder.items {
            Self.append(folder.name(of: item), to: &bytes)
            ends.append(bytes.count)
        }
    }

    subscript(place: Int) -> ArraySlice<UInt8> { bytes[(place == 0 ? 0 : ends[place - 1])..<ends[place]] }

    /// Whether a name has `text` in it.
    ///
    /// - Parameter text: At least one byte, folded.
    func contains(_ text: [UInt8], at place: Int) -> Bool { self[place].endOfFirst(text) != nil }

    static func fold(_ text: [UInt8]) -> [UInt8] {
        var folded: [UInt8] = []
        append(text[...], to: &folded)
        return folded
    }

    private static func append(_ name: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
        guard name.allSatisfy({ $0 < 0x80 }) else {
            bytes += FoldedName.of(Array(name)).utf8
            return
        }
        for byte in name {
            bytes.append(UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte)
        }
    }
}
