/// How hard to compress. Raw values are the words of the interface.
public enum Effort: String, CaseIterable, Sendable {
    /// No search at all: lengths are known before the first byte.
    case store
    /// Compresses quickly what shrinks, decided from data block by block.
    case auto
    case fast
    case `default`
    case best
}
