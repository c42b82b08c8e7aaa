#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <linux/sockios.h>
#include <malloc.h>
#include <netdb.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/sendfile.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <unistd.h>

const uint64_t penstock_open_path = O_PATH | O_CLOEXEC;
const uint64_t penstock_open_directory = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
const uint64_t penstock_open_content = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;

int penstock_open_beneath(int directory, const char *path, uint64_t flags, int follow_links) {
    struct open_how how = {
        .flags = flags,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS | (follow_links ? 0 : RESOLVE_NO_SYMLINKS),
    };
    // EAGAIN: a rename elsewhere made the kernel unsure that the path stayed beneath, which passes; or somebody holds
    // a lease on the file (fcntl(2), F_SETLEASE), which does not.
    long result = -1;
    for (int attempt = 0; attempt < 32; attempt++) {
        result = syscall(SYS_openat2, directory, path, &how, sizeof how);
        if (result >= 0 || (errno != EAGAIN && errno != EINTR)) break;
    }
    return result < 0 ? -errno : (int)result;
}

int penstock_open(const char *path, uint64_t flags) {
    int result = open(path, (int)flags);
    return result < 0 ? -errno : result;
}

int penstock_create(const char *path) {
    int result = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    return result < 0 ? -errno : result;
}

int penstock_open_log(const char *path) {
    int result = open(path, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0600);
    return result < 0 ? -errno : result;
}

ssize_t penstock_real_path(const char *path, char *result) {
    return realpath(path, result) ? (ssize_t)strlen(result) : -errno;
}

int penstock_status(int directory, const char *name, struct penstock_status *status) {
    struct stat found;
    // fstat(2) by number: the C library's has the kernel look at an empty name. statx(2) tells more and is no faster.
    long result = *name ? fstatat(directory, name, &found, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT)
                        : syscall(SYS_fstat, directory, &found);
    if (result < 0) return -errno;
    *status = (struct penstock_status){
        .size = (uint64_t)found.st_size,
        .modified_seconds = found.st_mtim.tv_sec,
        .changed_seconds = found.st_ctim.tv_sec,
        .device = found.st_dev,
        .inode = found.st_ino,
        .modified_nanoseconds = (uint32_t)found.st_mtim.tv_nsec,
        .changed_nanoseconds = (uint32_t)found.st_ctim.tv_nsec,
        .mode = found.st_mode,
    };
    return 0;
}

int penstock_check_readable(int directory, const char *name) {
    return faccessat(directory, name, R_OK, AT_EACCESS | AT_EMPTY_PATH) < 0 ? -errno : 0;
}

ssize_t penstock_directory_entries(int directory, void *buffer, size_t size) {
    long result = syscall(SYS_getdents64, directory, buffer, size);
    return result < 0 ? -errno : result;
}

ssize_t penstock_read_link(int directory, const char *name, char *buffer, size_t size) {
    ssize_t result = readlinkat(directory, name, buffer, size);
    return result < 0 ? -errno : result;
}

int penstock_pipe(int ends[2]) {
    return pipe2(ends, O_CLOEXEC) < 0 ? -errno : 0;
}

int penstock_accept(int listener) {
    int result = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    return result < 0 ? -errno : result;
}

static int close_and_fail(int descriptor) {
    int reason = errno;
    close(descriptor);
    return -reason;
}

int penstock_listen_unix(const char *path, int backlog, mode_t mode) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path) return -ENAMETOOLONG;
    strcpy(address.sun_path, path);

    struct stat old;
    if (lstat(path, &old) == 0 && S_ISSOCK(old.st_mode)) unlink(path);

    int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor < 0) return -errno;
    // On Linux the socket file takes the mode of the descriptor: no moment at which it is open to all.
    if (fchmod(descriptor, mode) < 0) return close_and_fail(descriptor);
    if (bind(descriptor, (struct sockaddr *)&address, sizeof address) < 0) return close_and_fail(descriptor);
    if (chmod(path, mode) < 0) return close_and_fail(descriptor);
    if (listen(descriptor, backlog) < 0) return close_and_fail(descriptor);
    return descriptor;
}

int penstock_listen_tcp(const char *host, const char *port, int backlog) {
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE}, *addresses;
    if (getaddrinfo(host, port, &hints, &addresses) != 0) return -EADDRNOTAVAIL;
    int result = -EADDRNOTAVAIL;
    for (struct addrinfo *a = addresses; a && result < 0; a = a->ai_next) {
        int descriptor = socket(a->ai_family, a->ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, a->ai_protocol), on = 1;
        if (descriptor < 0) {
            result = -errno;
            continue;
        }
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        if (bind(descriptor, a->ai_addr, a->ai_addrlen) < 0 || listen(descriptor, backlog) < 0)
            result = close_and_fail(descriptor);
        else
            result = descriptor;
    }
    freeaddrinfo(addresses);
    return result;
}

ssize_t penstock_send(int socket, const void *bytes, size_t count) {
    ssize_t result = send(socket, bytes, count, MSG_NOSIGNAL | MSG_DONTWAIT);
    return result < 0 ? -errno : result;
}

ssize_t penstock_send_both(int socket, const void *first, size_t first_count, const void *second, size_t second_count) {
    struct iovec parts[2] = {{(void *)first, first_count}, {(void *)second, second_count}};
    struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
    ssize_t result = sendmsg(socket, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
    return result < 0 ? -errno : result;
}

ssize_t penstock_send_file(int socket, int file, size_t count) {
    ssize_t result = sendfile(socket, file, NULL, count);
    return result < 0 ? -errno : result;
}

int penstock_queued_count(int socket) {
    int count;
    return ioctl(socket, SIOCOUTQ, &count) < 0 ? -errno : count;
}

int penstock_queue_limit(int socket) {
    int domain, limit;
    socklen_t size = sizeof(int);
    if (getsockopt(socket, SOL_SOCKET, SO_DOMAIN, &domain, &size) < 0) return -errno;
    if (domain != AF_UNIX) return -EAFNOSUPPORT;
    return getsockopt(socket, SOL_SOCKET, SO_SNDBUF, &limit, &size) < 0 ? -errno : limit;
}

void penstock_set_nonblocking(int descriptor, int is_on) {
    int flags = fcntl(descriptor, F_GETFL);
    if (flags >= 0) fcntl(descriptor, F_SETFL, is_on ? flags | O_NONBLOCK : flags & ~O_NONBLOCK);
}

int penstock_send_datagram(const char *path, const char *message, size_t count) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    size_t length = strlen(path);
    if (length >= sizeof address.sun_path) return -ENAMETOOLONG;
    memcpy(address.sun_path, path, length);
    if (path[0] == '@') address.sun_path[0] = 0;
    int descriptor = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return -errno;
    socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length);
    if (sendto(descriptor, message, count, MSG_NOSIGNAL, (struct sockaddr *)&address, size) < 0)
        return close_and_fail(descriptor);
    close(descriptor);
    return 0;
}

int penstock_receive_signals(void) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGHUP);
    signal(SIGPIPE, SIG_IGN);
    int reason = pthread_sigmask(SIG_BLOCK, &signals, NULL);
    if (reason != 0) return -reason;
    int descriptor = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    return descriptor < 0 ? -errno : descriptor;
}

int penstock_next_signal(int descriptor) {
    struct signalfd_siginfo info;
    ssize_t result = read(descriptor, &info, sizeof info);
    if (result < 0) return errno == EAGAIN || errno == EINTR ? 0 : -errno;
    return result == sizeof info ? (int)info.ssi_signo : 0;
}

int penstock_start_joinable_thread(size_t stack_size, void *(*body)(void *), void *context, uint64_t *thread) {
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, stack_size);
    pthread_t started;
    int reason = pthread_create(&started, &attributes, body, context);
    pthread_attr_destroy(&attributes);
    *thread = (uint64_t)started;
    return -reason;
}

int penstock_join_thread(uint64_t thread) {
    return -pthread_join((pthread_t)thread, NULL);
}

int penstock_start_thread(size_t stack_size, void *(*body)(void *), void *context) {
    uint64_t thread;
    int result = penstock_start_joinable_thread(stack_size, body, context, &thread);
    if (result == 0) pthread_detach((pthread_t)thread);
    return result;
}

int64_t penstock_raise_descriptor_limit(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) < 0) return -errno;
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) < 0) return -errno;
    return limit.rlim_cur > INT64_MAX ? INT64_MAX : (int64_t)limit.rlim_cur;
}

void penstock_return_large_blocks(void) {
    mallopt(M_MMAP_THRESHOLD, 128 * 1024);
}

int penstock_processor_count(void) {
    cpu_set_t set;
    return sched_getaffinity(0, sizeof set, &set) < 0 ? 1 : CPU_COUNT(&set);
}

void penstock_set_disk_priority(int is_last) {
    enum { who_process = 1, idle_class = 3, class_shift = 13 };
    syscall(SYS_ioprio_set, who_process, 0, is_last ? idle_class << class_shift : 0);
}
