/// Reads a list entry by entry.
///
/// The reader holds one entry and a buffer of input, however long the list is. Nothing recurses: what a list may not have
/// is refused where it begins.
public struct ListReader: ~Copyable {
    private let form: ListForm
    var buffer: ListBuffer
    /// What the list says of the archive. Complete when ``next()`` has returned nil: in one document of JSON, fields may
    /// stand behind the entries.
    public internal(set) var head = ListHead()
    /// Of the entry that was given last; of the one that is being read, while ``next()`` runs.
    public internal(set) var position: ListPosition
    var place = Place.start
    /// In a document: it is an array, not an object.
    var isArrayAlone = false
    /// In a document that is an object: it has the array of entries.
    var hasFiles = false
    private var textCount = 0
    private var failure: ListError?

    /// What the next bytes belong to.
    enum Place: Equatable {
        /// Nothing was read yet.
        case start
        /// The object that is the list. `isFirst`: nothing but its brace was read.
        case root(isFirst: Bool)
        /// The array of entries, or lines.
        case files(isFirst: Bool)
        /// Whatever stands behind the document.
        case end
    }

    public init(_ form: ListForm, from input: any ListInput) {
        self.form = form
        buffer = ListBuffer(input, isOfLines: form != .json)
        position = ListPosition(line: form == .json ? nil : 1, entry: 0)
    }

    /// Reads one entry. Blocks.
    ///
    /// - Returns: nil at the end of the list.
    /// - Throws: The same again, once the list has turned out to be malformed.
    public mutating func next() throws(ListError) -> ListEntry? {
        if let failure { throw failure }
        do throws(ListFault) {
            if place == .start { try buffer.skipByteOrderMark() }
            let entry =
                switch form {
                case .json: try nextOfDocument()
                case .jsonLines: try nextObjectLine()
                case .text: try nextTextLine()
                }
            if case .text(let content) = entry?.source { try count(content) }
            return entry
        } catch {
            let error = error.error(at: placeOfFailure)
            failure = error
            throw error
        }
    }

    private mutating func count(_ content: [UInt8]) throws(ListFault) {
        textCount += content.count
        guard textCount <= ListLimits.text else {
            throw .malformed(field: "text", reason: "more than 1 MiB of text in the list")
        }
    }

    private var placeOfFailure: ListPosition {
        if case .files = place { return position }
        return ListPosition(line: position.line, entry: 0)
    }
}
