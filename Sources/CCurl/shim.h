// The macros that check types wrap the setters, which the functions below are for.
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// Swift cannot call variadic functions: one setter for each type of value.

static inline CURLcode penstock_curl_set_number(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}

/// libcurl copies `value`.
static inline CURLcode penstock_curl_set_text(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}

/// libcurl keeps the pointer.
static inline CURLcode penstock_curl_set_pointer(CURL *easy, CURLoption option, void *value) {
    return curl_easy_setopt(easy, option, value);
}

/// What is sent with POST; libcurl copies it.
static inline CURLcode penstock_curl_set_body(CURL *easy, const void *body, size_t count) {
    CURLcode result = curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)count);
    return result == CURLE_OK ? curl_easy_setopt(easy, CURLOPT_COPYPOSTFIELDS, count ? body : "") : result;
}

/// Who takes the lines of heads and the bytes of a body, who hears that a connection stands, and who opens sockets: each
/// with `context`.
static inline CURLcode penstock_curl_set_receivers(
    CURL *easy, curl_write_callback head, curl_write_callback body, curl_prereq_callback connected,
    curl_opensocket_callback open, void *context) {
    CURLcode result = curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, head);
    if (result == CURLE_OK) result = curl_easy_setopt(easy, CURLOPT_HEADERDATA, context);
    if (result == CURLE_OK) result = curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, body);
    if (result == CURLE_OK) result = curl_easy_setopt(easy, CURLOPT_WRITEDATA, context);
    if (result == CURLE_OK) result = curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, connected);
    if (result == CURLE_OK) result = curl_easy_setopt(easy, CURLOPT_PREREQDATA, context);
    if (result == CURLE_OK) result = curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open);
    if (result == CURLE_OK) result = curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, context);
    return result;
}

/// The errno of the last system call that failed for a transfer; 0 if libcurl knows none.
static inline int penstock_curl_errno(CURL *easy) {
    long number = 0;
    return curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &number) == CURLE_OK ? (int)number : 0;
}

static inline CURLMcode penstock_curl_keep_at_most(CURLM *multi, long connection_count) {
    return curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, connection_count);
}

/// The next transfer of `multi` that has ended, and how; NULL if none has.
static inline CURL *penstock_curl_next_ended(CURLM *multi, CURLcode *result) {
    int left;
    const CURLMsg *message;
    while ((message = curl_multi_info_read(multi, &left))) {
        if (message->msg != CURLMSG_DONE) continue;
        *result = message->data.result;
        return message->easy_handle;
    }
    return NULL;
}

/// What libcurl does itself if nobody else opens sockets.
static inline curl_socket_t penstock_curl_open_socket(const struct curl_sockaddr *address) {
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static inline int penstock_curl_close_socket(curl_socket_t number) { return close(number); }

/// Who closes the sockets of connections, of those too that outlive the transfer. `context` must outlive them.
static inline CURLcode penstock_curl_set_closer(CURL *easy, curl_closesocket_callback close, void *context) {
    CURLcode result = curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, close);
    return result == CURLE_OK ? curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, context) : result;
}

/// Whether a socket of TCP is bound to a local port, and has something to read.
static inline int penstock_curl_has_input(curl_socket_t number, int port) {
    union {
        struct sockaddr any;
        struct sockaddr_in ipv4;
        struct sockaddr_in6 ipv6;
    } name;
    socklen_t size = sizeof name;
    if (getsockname(number, &name.any, &size) < 0) return 0;
    in_port_t own;
    switch (name.any.sa_family) {
    case AF_INET: own = name.ipv4.sin_port; break;
    case AF_INET6: own = name.ipv6.sin6_port; break;
    default: return 0;
    }
    struct pollfd item = {.fd = number, .events = POLLIN};
    return ntohs(own) == port && poll(&item, 1, 0) > 0;
}

/// Copies an IP address to `bytes`, which has room for 16.
///
/// @return 4, 16, or 0 for an address of another family.
static inline int penstock_curl_address_bytes(const struct curl_sockaddr *address, unsigned char *bytes) {
    if (address->family == AF_INET) {
        memcpy(bytes, &((const struct sockaddr_in *)&address->addr)->sin_addr, 4);
        return 4;
    }
    if (address->family == AF_INET6) {
        memcpy(bytes, &((const struct sockaddr_in6 *)&address->addr)->sin6_addr, 16);
        return 16;
    }
    return 0;
}
