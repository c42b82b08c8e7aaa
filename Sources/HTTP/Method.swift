/// The request methods that are understood (RFC 9110 §9).
public enum Method: String, Sendable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
}
