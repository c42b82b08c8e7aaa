// engines FILE
//
// What the compression engines do with a file, in blocks of 256 KiB behind the 32 KiB before them, on one thread: why
// `auto` is ISA-L's level 2, and what ISA-L's use of AVX registers does to the zlib that follows it.
#include <isa-l.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <zlib.h>

enum { block_size = 256 * 1024, window = 32 * 1024, most = 64 << 20, rounds = 5 };

static uint8_t *input, output[2 * block_size], workspace[ISAL_DEF_LVL2_DEFAULT];
static size_t count;
static struct isal_zstream quick;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static size_t igzip_block(size_t start, size_t size, int level) {
    isal_deflate_init(&quick);
    quick.level = (uint32_t)level;
    quick.level_buf = workspace;
    quick.level_buf_size = level == 0 ? 0 : level == 1 ? ISAL_DEF_LVL1_DEFAULT : ISAL_DEF_LVL2_DEFAULT;
    quick.flush = SYNC_FLUSH;
    size_t before = start < window ? start : window;
    if (before) isal_deflate_set_dict(&quick, input + start - before, (uint32_t)before);
    quick.next_in = input + start;
    quick.avail_in = (uint32_t)size;
    quick.next_out = output;
    quick.avail_out = sizeof output;
    isal_deflate(&quick);
    return quick.total_out;
}

static z_stream thorough;

static size_t zlib_block(size_t start, size_t size) {
    deflateReset(&thorough);
    size_t before = start < window ? start : window;
    if (before) deflateSetDictionary(&thorough, input + start - before, (uInt)before);
    thorough.next_in = input + start;
    thorough.avail_in = (uInt)size;
    thorough.next_out = output;
    thorough.avail_out = sizeof output;
    deflate(&thorough, Z_SYNC_FLUSH);
    return thorough.total_out;
}

// Which registers a call leaves behind is what is measured, so nothing may be inlined around it.
__attribute__((noinline)) static void checksum(size_t start, size_t size) {
    crc32_gzip_refl(0, input + start, size);
}

#if defined(__x86_64__)
__attribute__((target("avx"), noinline)) static void clear_upper(void) { __builtin_ia32_vzeroupper(); }
static int has_avx(void) { return __builtin_cpu_supports("avx"); }
#else
static void clear_upper(void) {}
static int has_avx(void) { return 0; }
#endif

static int by_value(const void *a, const void *b) {
    return (*(const double *)a > *(const double *)b) - (*(const double *)a < *(const double *)b);
}

// Megabytes a second, the median of some rounds over `limit` bytes; `dirty`: after a checksum, 2: and vzeroupper.
static double speed(int engine, int level, int dirty, size_t limit, size_t *size) {
    double speeds[rounds];
    for (int round = 0; round < rounds; round++) {
        double start = now();
        *size = 0;
        for (size_t at = 0; at + block_size <= limit; at += block_size) {
            if (dirty) checksum(at, block_size);
            if (dirty == 2) clear_upper();
            *size += engine ? zlib_block(at, block_size) : igzip_block(at, block_size, level);
        }
        speeds[round] = (double)limit / (now() - start) / 1e6;
    }
    qsort(speeds, rounds, sizeof *speeds, by_value);
    return speeds[rounds / 2];
}

int main(int argc, char **argv) {
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    input = malloc(most);
    count = file ? fread(input, 1, most, file) / block_size * block_size : 0;
    if (count == 0) {
        fprintf(stderr, "engines: needs a file of at least 256 KiB\n");
        return 1;
    }
    size_t size;
    printf("| engine, one thread | MB/s | size |\n| --- | --- | --- |\n");
    for (int level = 0; level <= 2; level++) {
        double result = speed(0, level, 0, count, &size);
        printf("| igzip %d | %.0f | %.4f |\n", level, result, (double)size / (double)count);
    }
    size_t less = count < (8 << 20) ? count : 8 << 20;
    for (int level = 1; level <= 6; level += 5) {
        deflateInit2(&thorough, level, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
        double result = speed(1, level, 0, less, &size);
        printf("| zlib %d | %.0f | %.4f |\n", level, result, (double)size / (double)less);
        if (level == 6 && has_avx()) {
            double dirty = speed(1, level, 1, less, &size), clean = speed(1, level, 2, less, &size);
            printf("| zlib 6, an ISA-L checksum before each block | %.0f | |\n", dirty);
            printf("| the same, and vzeroupper between them | %.0f (%.2f) | |\n", clean, clean / dirty);
        }
        deflateEnd(&thorough);
    }
    return 0;
}
