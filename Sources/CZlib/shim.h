#include <zlib.h>

/// `deflateInit2` is a macro, which Swift cannot import.
///
/// Raw deflate (negative window bits), the largest window, zlib's default memory level and strategy.
static inline int penstock_deflate_init(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
}
