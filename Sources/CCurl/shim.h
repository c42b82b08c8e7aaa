// The macros that check types wrap the setters, which the functions below are for.
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

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

/// Who takes the lines of heads and the bytes of a body, and who hears that a connection stands: each with `context`.
static inline CURLcode penstock_curl_set_receivers(
    CURL *easy, curl_write_callback head, curl_write_callback body, curl_prereq_callback connected, void *context) {
    CURLcode result = curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, head);
    if (result == CURLE_OK) result = curl_easy_setopt(easy, CURLOPT_HEADERDATA, context);
    if (result == CURLE_OK) result = curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, body);
    if (result == CURLE_OK) result = curl_easy_setopt(easy, CURLOPT_WRITEDATA, context);
    if (result == CURLE_OK) result = curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, connected);
    if (result == CURLE_OK) result = curl_easy_setopt(easy, CURLOPT_PREREQDATA, context);
    return result;
}

static inline CURLMcode penstock_curl_keep_at_most(CURLM *multi, long connection_count) {
    return curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, connection_count);
}

/// Whether a transfer of `multi` has ended, and how.
static inline int penstock_curl_has_ended(CURLM *multi, CURLcode *result) {
    int left;
    const CURLMsg *message = curl_multi_info_read(multi, &left);
    if (!message || message->msg != CURLMSG_DONE) return 0;
    *result = message->data.result;
    return 1;
}
