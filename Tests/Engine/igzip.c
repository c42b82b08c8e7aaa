// igzip [bare]
//
// What ISA-L's deflate depends on besides its input. Compresses inputs of all kinds and sizes as penstock does, each time
// with its state at other addresses, full of other noise, and with input and output aligned otherwise, and counts the
// inputs of which it did not make the same each time. `bare` leaves out what penstock does about it (Sources/CISAL/shim.h):
// ISA-L as it comes.
//
// Prints how many inputs, how many of them differed, and a checksum of all output, which tells builds and processors apart.
// Exit status 0 if none differed.
#define _GNU_SOURCE
#include "../../Sources/CISAL/shim.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

// For valgrind, everything that is not input counts as never written: it then tells of each branch, and each bit of
// output, that depends on it.
#ifdef MEMCHECK
#include <valgrind/memcheck.h>
enum { places = 1 };
#else
enum { places = 6 };
#define VALGRIND_MAKE_MEM_UNDEFINED(start, size)
#define VALGRIND_CHECK_MEM_IS_DEFINED(start, size)
#endif

/// The state, and room to shift it.
enum { state_size = sizeof(struct isal_zstream) + penstock_igzip_workspace_size + 8 * 16 };
enum { largest = 256 * 1024, window = 32 * 1024, slack = 64, addresses = 40 };

static uint64_t seed = 1;

/// A number below `limit` from Knuth's MMIX generator.
static uint32_t chance(uint32_t limit) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % limit;
}

/// Words repeated, phrases, letters, runs, bytes by chance, and all of these in turns.
static void fill(uint8_t *bytes, uint32_t count, uint32_t kind) {
    uint32_t length = 1 + chance(12), alphabet = 2 + chance(5);
    uint8_t word[12];
    for (uint32_t index = 0; index < length; index++) word[index] = (uint8_t)('a' + chance(alphabet));
    for (uint32_t index = 0; index < count; index++) {
        uint32_t now = kind == 5 ? index / 1000 % 5 : kind;
        switch (now) {
        case 0: bytes[index] = word[index % length]; break;
        case 1: bytes[index] = chance(16) ? word[index % length] : (uint8_t)('a' + chance(26)); break;
        case 2: bytes[index] = (uint8_t)('a' + chance(16)); break;
        case 3: bytes[index] = (uint8_t)(index / 700); break;
        default: bytes[index] = (uint8_t)chance(256);
        }
    }
}

/// ISA-L without penstock's precautions.
static ptrdiff_t bare(
    struct isal_zstream *stream, uint8_t *workspace, const uint8_t *bytes, uint32_t count, int is_last, uint8_t *output,
    uint32_t capacity
) {
    isal_deflate_init(stream);
    stream->level = penstock_igzip_level;
    stream->level_buf = workspace;
    stream->level_buf_size = penstock_igzip_workspace_size;
    stream->flush = is_last ? NO_FLUSH : SYNC_FLUSH;
    stream->end_of_stream = (uint16_t)is_last;
    stream->next_in = (uint8_t *)bytes;
    stream->avail_in = count;
    stream->next_out = output;
    stream->avail_out = capacity;
    return isal_deflate(stream) == COMP_OK ? (ptrdiff_t)stream->total_out : -1;
}

/// Memory at an address by chance, unless something is there already.
static uint8_t *map_somewhere(void) {
    uintptr_t address = ((uintptr_t)chance(0x7000) << 32 | (uintptr_t)chance(1u << 20) << 12) + (1ull << 32);
    void *memory = mmap((void *)address, state_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) abort();
    return memory;
}

int main(int argc, char **argv) {
    int is_bare = argc > 1 && strcmp(argv[1], "bare") == 0;
    static uint8_t input[window + largest + slack], moved[window + largest + 2 * slack];
    static uint8_t first[largest + 2048], output[largest + 2048 + slack], noise[state_size];
    for (size_t index = 0; index < sizeof noise; index++) noise[index] = (uint8_t)chance(256);
    uint8_t *memories[addresses];
    for (size_t index = 0; index < addresses; index++) memories[index] = map_somewhere();
    const uint32_t limits[] = {8, 40, 80, 300, 4000, 20000, 70000, largest}, counts[] = {300, 600, 600, 400, 150, 50, 20, 10};
    uint32_t inputs = 0, differing = 0, checksum = 0;
    for (size_t size = 0; size < sizeof limits / sizeof *limits; size++) {
        for (uint32_t number = 0; number < counts[size]; number++, inputs++) {
            uint32_t count = 1 + chance(limits[size]), before = is_bare || number % 3 ? 0 : 1 + chance(window);
            int is_last = number % 2;
            fill(input, before + count, number % 6);
            ptrdiff_t length = 0;
            int differs = 0;
            for (int place = 0; place < places; place++) {
                uint8_t *memory = memories[chance(addresses)];
                uint32_t turn = chance(state_size);
                memcpy(memory, noise + turn, state_size - turn);
                memcpy(memory + state_size - turn, noise, turn);
                VALGRIND_MAKE_MEM_UNDEFINED(memory, state_size);
                VALGRIND_MAKE_MEM_UNDEFINED(moved, sizeof moved);
                VALGRIND_MAKE_MEM_UNDEFINED(output, sizeof output);
                struct isal_zstream *stream = (void *)(memory + 16 * chance(4));
                uint8_t *workspace = (uint8_t *)(stream + 1) + 16 * chance(4);
                uint8_t *bytes = moved + chance(slack), *out = output + chance(slack);
                memcpy(bytes, input, before + count);
                memset(bytes + before + count, (int)chance(256), slack);
                VALGRIND_MAKE_MEM_UNDEFINED(bytes + before + count, slack);
                ptrdiff_t made =
                    is_bare ? bare(stream, workspace, bytes, count, is_last, out, count + 1024)
                            : penstock_igzip(
                                  stream, workspace, bytes, before, bytes + before, count, is_last, out, count + 1024);
                if (made > 0) { VALGRIND_CHECK_MEM_IS_DEFINED(out, (size_t)made); }
                if (place == 0) {
                    length = made;
                    if (made > 0) memcpy(first, out, (size_t)made);
                } else if (made != length || (made > 0 && memcmp(first, out, (size_t)made) != 0)) {
                    differs = 1;
                }
            }
            differing += (uint32_t)differs;
            if (length > 0) checksum = penstock_crc32(checksum, first, (size_t)length);
        }
    }
    printf("%u inputs, %u differing, checksum %08x\n", inputs, differing, checksum);
    return differing != 0;
}
