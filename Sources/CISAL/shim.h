#include <isa-l/crc.h>
#include <stddef.h>
#include <stdint.h>

/// The CRC-32 of gzip and zip (RFC 1952 §8), continued from `crc`.
///
/// ISA-L leaves the upper halves of the AVX registers dirty, which slows all SSE code after it (zlib's
/// deflate by a fifth) until they are cleared.
#if defined(__x86_64__)
__attribute__((target("avx")))
static inline void penstock_clear_upper(void) { __builtin_ia32_vzeroupper(); }
#endif

static inline uint32_t penstock_crc32(uint32_t crc, const uint8_t *bytes, size_t count) {
    uint32_t result = crc32_gzip_refl(crc, bytes, count);
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx")) penstock_clear_upper();
#endif
    return result;
}
