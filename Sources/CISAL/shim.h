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

/// Level 2 makes 1 % less of text than level 1 in the same time; of little input it makes the same, but clears 64 KiB for
/// it where level 1 clears 16. Level 3 is out of the question: what it makes depends on the processor, and validators
/// would lie.
enum {
    penstock_igzip_level = 2,
    penstock_igzip_small_level = 1,
    penstock_igzip_small_size = 16 * 1024,
    penstock_igzip_workspace_size = ISAL_DEF_LVL2_DEFAULT,
};

/// One call of ISA-L: raw deflate of `count` bytes behind a dictionary of at least one byte.
///
/// What it makes depends on nothing but these bytes:
/// - Without a dictionary, ISA-L would begin in a path that hashes bits 16 to 47 of the *address* of `stream` where it
///   means the third byte (`.write_first_byte` in igzip_icf_body_h1_gr_bt.asm, every version from 2.19 to 2.32): whether
///   that byte is found again is then chance. Behind a dictionary that path is never taken.
/// - `stream` and `workspace` may hold anything. The hash table is filled before it is used, the histogram is cleared
///   for each block of deflate, and everything else is written before it is read.
/// - Input and output may be aligned as they like: every load is an unaligned one, and none decides on how far the
///   next goes.
/// - `capacity` decides only on whether a block is given up, and follows from `count`.
/// - The code that x86 processors from SSE4.2 to AVX-512 choose differs in how many bytes it compares at once, not in
///   where it stops. Older ones and other architectures hash otherwise; `CompressionEngine` tells them apart by what they
///   make of a sample.
///
/// `Tests/Engine` holds each of these against the library.
///
/// Returns how many bytes it made, or -1 if `capacity` is too little for them.
static inline ptrdiff_t penstock_igzip_behind(
    struct isal_zstream *stream, uint8_t *workspace, const uint8_t *dictionary, uint32_t dictionary_count,
    const uint8_t *bytes, uint32_t count, int is_last, uint8_t *output, uint32_t capacity
) {
    isal_deflate_init(stream);
    stream->level = count < penstock_igzip_small_size ? penstock_igzip_small_level : penstock_igzip_level;
    stream->level_buf = workspace;
    stream->level_buf_size = penstock_igzip_workspace_size;
    stream->gzip_flag = IGZIP_DEFLATE;
    stream->flush = is_last ? NO_FLUSH : SYNC_FLUSH;
    stream->end_of_stream = is_last ? 1 : 0;
    int result = isal_deflate_set_dict(stream, (uint8_t *)dictionary, dictionary_count);
    stream->next_in = (uint8_t *)bytes;
    stream->avail_in = count;
    stream->next_out = output;
    stream->avail_out = capacity;
    if (result == COMP_OK) result = isal_deflate(stream);
    penstock_clear_upper();
    // A full output says that there may be more.
    return result == COMP_OK && stream->avail_in == 0 && stream->avail_out > 0 ? (ptrdiff_t)stream->total_out : -1;
}

/// A stored block (RFC 1951 §3.2.4) of one byte that is not the last of its stream.
enum { penstock_igzip_opening_size = 6 };

/// Raw deflate of `count` bytes behind `dictionary`, ended as a stream or by a sync flush.
///
/// Without a dictionary, the first byte goes into a stored block, and is the dictionary of all others.
///
/// Returns how many bytes it made, or -1 if `capacity` is too little for them or `count` is 0.
static inline ptrdiff_t penstock_igzip(
    struct isal_zstream *stream, uint8_t *workspace, const uint8_t *dictionary, uint32_t dictionary_count,
    const uint8_t *bytes, uint32_t count, int is_last, uint8_t *output, uint32_t capacity
) {
    if (dictionary_count > 0) {
        return penstock_igzip_behind(
            stream, workspace, dictionary, dictionary_count, bytes, count, is_last, output, capacity);
    }
    if (count == 0 || capacity <= penstock_igzip_opening_size) return -1;
    const uint8_t opening[penstock_igzip_opening_size] = {0, 1, 0, 0xfe, 0xff, bytes[0]};
    for (int index = 0; index < penstock_igzip_opening_size; index++) output[index] = opening[index];
    ptrdiff_t rest = penstock_igzip_behind(
        stream, workspace, bytes, 1, bytes + 1, count - 1, is_last, output + penstock_igzip_opening_size,
        capacity - penstock_igzip_opening_size);
    return rest < 0 ? -1 : rest + penstock_igzip_opening_size;
}
