#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

const uint64_t penstock_open_path = O_PATH | O_CLOEXEC;
const uint64_t penstock_open_directory = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
const uint64_t penstock_open_content = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;

static int open_resolving(int directory, const char *path, uint64_t flags, uint64_t resolve) {
    struct open_how how = {.flags = flags, .resolve = resolve};
    // EAGAIN: a rename elsewhere made the kernel unsure that the path stayed beneath, which passes; or somebody holds
    // a lease on the file (fcntl(2), F_SETLEASE), which does not.
    long result = -1;
    for (int attempt = 0; attempt < 32; attempt++) {
        result = syscall(SYS_openat2, directory, path, &how, sizeof how);
        if (result >= 0 || (errno != EAGAIN && errno != EINTR)) break;
    }
    return result < 0 ? -errno : (int)result;
}

int penstock_open_beneath(int directory, const char *path, uint64_t flags, int follow_links) {
    return open_resolving(directory, path, flags,
                          RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS | (follow_links ? 0 : RESOLVE_NO_SYMLINKS));
}

int penstock_open_place(int directory, const char *path) {
    return open_resolving(directory, path, O_PATH | O_CLOEXEC, RESOLVE_NO_MAGICLINKS);
}

ssize_t penstock_descriptor_path(int descriptor, char *result, size_t size) {
    char name[32];
    snprintf(name, sizeof name, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(name, result, size);
    return length < 0 ? -errno : length;
}

int penstock_file_system(int descriptor) {
    struct statfs found;
    if (fstatfs(descriptor, &found) < 0) return -errno;
    switch ((unsigned long)found.f_type) {
    case PROC_SUPER_MAGIC:
    case SYSFS_MAGIC:
    case DEBUGFS_MAGIC:
    case TRACEFS_MAGIC:
    case SECURITYFS_MAGIC:
    case CGROUP_SUPER_MAGIC:
    case CGROUP2_SUPER_MAGIC:
    case 0x62656570: // configfs, which linux/magic.h lacks
        return 1;
    case FUSE_SUPER_MAGIC: return 2;
    default: return 0;
    }
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
