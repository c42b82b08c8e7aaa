private import Glibc

/// State that threads share, and whose changes they wait for (pthread_mutex_lock(3), pthread_cond_wait(3)).
///
/// `Mutex` of the standard library has no such waiting.
@safe
public final class Monitor<State>: @unchecked Sendable {
    // Sound: `state` is touched with the mutex held only, and the C objects never move.
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let condition: UnsafeMutablePointer<pthread_cond_t>
    private var state: State

    public init(_ state: sending State) {
        unsafe mutex = .allocate(capacity: 1)
        unsafe condition = .allocate(capacity: 1)
        unsafe pthread_mutex_init(mutex, nil)
        unsafe pthread_cond_init(condition, nil)
        self.state = state
    }

    deinit {
        unsafe pthread_cond_destroy(condition)
        unsafe pthread_mutex_destroy(mutex)
        unsafe condition.deallocate()
        unsafe mutex.deallocate()
    }

    /// Looks at the state or changes it, and wakes one of those who wait.
    public func update<R>(_ body: (inout State) -> R) -> R {
        unsafe pthread_mutex_lock(mutex)
        defer {
            unsafe pthread_cond_signal(condition)
            unsafe pthread_mutex_unlock(mutex)
        }
        return body(&state)
    }

    /// The same, and wakes all of them.
    public func updateForAll(_ body: (inout State) -> Void) {
        unsafe pthread_mutex_lock(mutex)
        defer {
            unsafe pthread_cond_broadcast(condition)
            unsafe pthread_mutex_unlock(mutex)
        }
        body(&state)
    }

    /// Blocks until `body` gives something, asking it again after each change.
    public func wait<R>(for body: (inout State) -> R?) -> R {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        while true {
            if let result = body(&state) { return result }
            unsafe pthread_cond_wait(condition, mutex)
        }
    }

    /// Blocks until `body` gives something, but no longer than `timeout`, in whole seconds and up to one
    /// more; then nil.
    public func wait<R>(atMost timeout: Duration, for body: (inout State) -> R?) -> R? {
        var deadline = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &deadline)
        deadline.tv_sec += Int(clamping: timeout.components.seconds) + 1
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        while true {
            if let result = body(&state) { return result }
            if unsafe pthread_cond_timedwait(condition, mutex, &deadline) == ETIMEDOUT { return nil }
        }
    }
}
