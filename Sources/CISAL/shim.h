#include <isa-l.h>
#include <isa-l/igzip_lib.h>
#include <stddef.h>
#include <stdint.h>

/// ISA-L leaves the upper halves of the AVX registers dirty. On some Intel processors that slows all SSE code after it,
/// zlib's among it, until they are cleared; on an AMD EPYC it makes no difference (`Benchmarks/engines`).
#if defined(__x86_64__)
__attribute__((target("avx")))
static inline void penstock_vzeroupper(void) { __builtin_ia32_vzeroupper(); }
#endif

static inline void penstock_clear_upper(void) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx")) penstock_vzeroupper();
#endif
}

/// The CRC-32 of gzip and zip (RFC 1952 §8), continued from `crc`.
static inline uint32_t penstock_crc32(uint32_t crc, const uint8_t *bytes, size_t count) {
    uint32_t result = crc32_gzip_refl(crc, bytes, count);
    penstock_clear_upper();
    return result;
}

/// Level 2 makes 1 % less of text than level 1 in the same time. Level 3 is out of the question: what it makes depends
/// on the processor, and validators would lie.
enum { penstock_igzip_level = 2, penstock_igzip_workspace_size = ISAL_DEF_LVL2_DEFAULT };

/// Raw deflate of `count` bytes behind `dictionary`, ended as a stream or by a sync flush.
///
/// Returns how many bytes it made, or -1 if `capacity` is too little for them.
static inline ptrdiff_t penstock_igzip(
    struct isal_zstream *stream, uint8_t *workspace, const uint8_t *dictionary, uint32_t dictionary_count,
    const uint8_t *bytes, uint32_t count, int is_last, uint8_t *output, uint32_t capacity
) {
    isal_deflate_init(stream);
    stream->level = penstock_igzip_level;
    stream->level_buf = workspace;
    stream->level_buf_size = penstock_igzip_workspace_size;
    stream->gzip_flag = IGZIP_DEFLATE;
    stream->flush = is_last ? NO_FLUSH : SYNC_FLUSH;
    stream->end_of_stream = is_last ? 1 : 0;
    int result = COMP_OK;
    if (dictionary_count > 0) {
        result = isal_deflate_set_dict(stream, (uint8_t *)dictionary, dictionary_count);
    }
    stream->next_in = (uint8_t *)bytes;
    stream->avail_in = count;
    stream->next_out = output;
    stream->avail_out = capacity;
    if (result == COMP_OK) result = isal_deflate(stream);
    penstock_clear_upper();
    // A full output says that there may be more.
    return result == COMP_OK && stream->avail_in == 0 && stream->avail_out > 0 ? (ptrdiff_t)stream->total_out : -1;
}
