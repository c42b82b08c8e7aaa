#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/sockios.h>
#include <netdb.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

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
