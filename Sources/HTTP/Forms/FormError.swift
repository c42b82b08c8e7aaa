/// Why a form cannot be read.
public enum FormError: Error, Equatable {
    /// More than ``FormFields/limit``.
    case tooManyFields
    /// A `%` without two hexadecimal digits behind it.
    case malformedEscape
    /// A multipart body whose type names no boundary, or an impossible one.
    case noBoundary
    /// A multipart body in which the boundary does not occur.
    case noParts
    /// A multipart body that ends within a part.
    case cutOff
    case partWithoutHeader
    case partWithoutName
    /// JSON that is not UTF-8.
    case notText
    /// JSON that is no object of strings and arrays of strings.
    case notFields
    /// An empty array in JSON: a field without a value.
    case emptyList
}
