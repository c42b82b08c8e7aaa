/// The request methods that are understood (RFC 9110 §9).
enum Method: String {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
}
