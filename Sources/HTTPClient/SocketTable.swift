internal import CCurl

/// The sockets of the connections that a handle of libcurl has. Belongs to the thread that has the handle.
@safe
final class SocketTable {
    private var numbers: Set<curl_socket_t> = []
    /// How many were opened.
    private(set) var count = 0

    /// Opens a socket as libcurl would, and takes note of it.
    func open(for address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        let number = unsafe penstock_curl_open_socket(address)
        if number != CURL_SOCKET_BAD { numbers.insert(number) }
        count += 1
        return number
    }

    func close(_ number: curl_socket_t) -> CInt {
        numbers.remove(number)
        return penstock_curl_close_socket(number)
    }

    /// Whether something has come over the connection from a local port of TCP. On one that waits for a request, it is
    /// more of the answer before than was announced, and would be taken for the next.
    func hasInput(fromPort port: CInt) -> Bool {
        numbers.contains { penstock_curl_has_input($0, port) != 0 }
    }

    /// Has connections of `easy` closed here. libcurl holds the table's address, which is valid because ``CurlMulti`` keeps
    /// the table until it has closed them all.
    func register(with easy: UnsafeMutableRawPointer) -> CURLcode {
        unsafe penstock_curl_set_closer(
            easy,
            { context, number in
                guard let context = unsafe context else { return penstock_curl_close_socket(number) }
                return unsafe Unmanaged<SocketTable>.fromOpaque(context).takeUnretainedValue().close(number)
            },
            Unmanaged.passUnretained(self).toOpaque())
    }
}
