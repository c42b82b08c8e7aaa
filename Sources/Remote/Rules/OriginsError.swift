/// What is wrong with an origins file. Nothing of a value is in here: a key may stand in the wrong place.
public struct OriginsError: Error, Equatable {
    /// From 1; nil for the file as a whole.
    public let line: Int?
    /// The field, or `prefix`; nil for the line as a whole.
    public let field: String?
    /// In a few words.
    public let reason: String
}

extension OriginsError: CustomStringConvertible {
    /// To be put behind the file's path and a colon.
    public var description: String {
        let place = (line.map { ["line \($0)"] } ?? []) + (field.map { [$0] } ?? [])
        return place.isEmpty ? reason : "\(place.joined(separator: ", ")): \(reason)"
    }
}
