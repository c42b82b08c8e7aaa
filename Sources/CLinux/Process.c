#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <malloc.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <unistd.h>

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

int64_t penstock_descriptor_limit(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) < 0) return -errno;
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
