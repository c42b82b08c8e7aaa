#include <nettle/hmac.h>
#include <nettle/sha2.h>

/// The digest of all that was given, 32 bytes; the context begins anew.
static inline void penstock_sha256_digest(struct sha256_ctx *context, uint8_t *digest) {
    sha256_digest(context, SHA256_DIGEST_SIZE, digest);
}

/// The code of all that was given, 32 bytes; the context begins anew, with the same key.
static inline void penstock_hmac_sha256_digest(struct hmac_sha256_ctx *context, uint8_t *code) {
    hmac_sha256_digest(context, SHA256_DIGEST_SIZE, code);
}
