/// The Linux calls and constants that Swift's Glibc module lacks.
///
/// Every function returns its result or `-errno`, so that no other call can slip between failure and errno.
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// The fields of `struct stat` that penstock uses.
struct penstock_status {
    uint64_t size;
    int64_t modified_seconds;
    int64_t changed_seconds;
    uint64_t device;
    uint64_t inode;
    uint32_t modified_nanoseconds;
    uint32_t changed_nanoseconds;
    uint32_t mode;
};

extern const uint64_t penstock_open_path;       // O_PATH: no access to the content
extern const uint64_t penstock_open_directory;  // to list and to resolve names in
extern const uint64_t penstock_open_content;    // to read a regular file; never blocks, never a terminal

/// Opens `path` below `directory`: the kernel refuses whatever would lead outside it, magic links, and
/// symbolic links altogether unless they are followed (openat2(2), RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS,
/// Linux 5.6).
int penstock_open_beneath(int directory, const char *path, uint64_t flags, int follow_links);

/// Opens `path` as any process does: for what the administrator names, not a client.
int penstock_open(const char *path, uint64_t flags);

/// Creates a file that does not exist yet, to be written to.
int penstock_create(const char *path);

/// Opens a file of the process's own to be read, and written to at its end only; creates it for its owner alone.
int penstock_open_log(const char *path);

/// Puts the absolute path of what `path` leads to, without links and dots, into `result` (PATH_MAX bytes).
ssize_t penstock_real_path(const char *path, char *result);

/// The status of `name` in `directory`, not following a last symbolic link; of `directory` itself if `name`
/// is empty.
int penstock_status(int directory, const char *name, struct penstock_status *status);

/// 0 if the process may read `name` (which is no symbolic link), or `directory` itself if `name` is empty,
/// with its effective ids.
int penstock_check_readable(int directory, const char *name);

/// Opens the place that `path` leads to from `directory`, wherever it is, for nothing but to ask where that is: no magic
/// link is followed, and nothing can be read of it (O_PATH).
int penstock_open_place(int directory, const char *path);

/// Puts the absolute path by which the kernel knows a descriptor into `result` (PATH_MAX bytes), without links and dots.
ssize_t penstock_descriptor_path(int descriptor, char *result, size_t size);

/// 1 for a file system whose content is made up by the kernel when it is read, 2 for one of another program (FUSE), 0 for
/// any other.
int penstock_file_system(int descriptor);

ssize_t penstock_directory_entries(int directory, void *buffer, size_t size);
ssize_t penstock_read_link(int directory, const char *name, char *buffer, size_t size);

/// Both ends of a pipe, the one to read from first, with close-on-exec set from the start (pipe2(2)).
int penstock_pipe(int ends[2]);

/// A connection with close-on-exec set.
int penstock_accept(int listener);

/// A listening stream socket at `path`; an old socket there is replaced.
int penstock_listen_unix(const char *path, int backlog, mode_t mode);
/// A listening TCP socket; `host` and `port` are numeric or resolvable.
int penstock_listen_tcp(const char *host, const char *port, int backlog);

/// Sends without ever blocking or raising SIGPIPE.
ssize_t penstock_send(int socket, const void *bytes, size_t count);

/// The same for bytes that lie in two places, one behind the other.
ssize_t penstock_send_both(int socket, const void *first, size_t first_count, const void *second, size_t second_count);

/// Moves at most `count` bytes from where `file` is read next to a socket that does not block. 0 at the end of the file.
ssize_t penstock_send_file(int socket, int file, size_t count);

/// Bytes in the memory of `socket` that its peer has not taken yet (SIOCOUTQ), with what they cost to keep; negative if
/// that cannot be known.
int penstock_queued_count(int socket);

/// Bytes that `socket` holds at most until its peer takes them (SO_SNDBUF), but for one piece more; negative if it is no
/// unix socket.
int penstock_queue_limit(int socket);

/// Whether calls on `descriptor` are to return instead of waiting.
void penstock_set_nonblocking(int descriptor, int is_on);

/// Sends one datagram to the unix socket `path`, where a leading `@` means the abstract namespace.
int penstock_send_datagram(const char *path, const char *message, size_t count);

/// Blocks the termination, interrupt and hang-up signals in this thread and all that it starts, ignores
/// SIGPIPE, and returns a descriptor to read the signals from.
int penstock_receive_signals(void);

/// The number of the next pending signal, 0 if there is none.
int penstock_next_signal(int descriptor);

/// Starts a detached thread.
int penstock_start_thread(size_t stack_size, void *(*body)(void *), void *context);

/// Starts a thread and puts into `thread` what ``penstock_join_thread`` needs.
int penstock_start_joinable_thread(size_t stack_size, void *(*body)(void *), void *context, uint64_t *thread);

/// Waits for the end of a joinable thread.
int penstock_join_thread(uint64_t thread);

/// Raises the descriptor limit to the hard limit and returns it.
int64_t penstock_raise_descriptor_limit(void);

/// The soft descriptor limit.
int64_t penstock_descriptor_limit(void);

/// Gives every large block back to the system as soon as it is freed; glibc otherwise learns to keep them.
void penstock_return_large_blocks(void);

/// How many processors this process may run on, if there are not more than 1,024 of them; else 1.
int penstock_processor_count(void);

/// Puts this thread's reads from disk behind those of all others, or back among them (ioprio_set(2)).
void penstock_set_disk_priority(int is_last);
