/// What a range that begins with the first byte gets while the archive has no length. Raw values are the words of the
/// interface.
enum RangePolicy: String, CaseIterable {
    /// All of the archive, at once (RFC 9110 §14.2): programs that only try whether there are ranges need not wait.
    case whole
    /// The part, once the length is known, as any other range. A cache that keeps archives in slices can use nothing else.
    case wait
}
