internal import ByteIO
internal import CLinux
internal import Synchronization

/// Threads of our own: blocking calls do not belong on Swift's cooperative pool.
public enum Thread {
    /// Enough for the deepest call on the data path; 2,000 slow clients are as many threads.
    public static let stackSize = 256 * 1024

    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Runs `body` on a new detached thread.
    public static func start(_ body: @escaping @Sendable () -> Void) throws(ThreadError) {
        let context = unsafe Unmanaged.passRetained(Body(body))
        let result = unsafe penstock_start_thread(stackSize, runBody, context.toOpaque())
        guard result >= 0 else {
            unsafe context.release()
            throw ThreadError(errno: -result)
        }
    }

    /// Runs `other` on a new thread while `body` runs on this one, and returns when both are done. If no
    /// thread can be had, one runs after the other.
    ///
    /// - Returns: What `other` returned.
    public static func both<Other: Sendable>(
        _ body: () -> Void, other: @escaping @Sendable () -> Other
    ) -> Other {
        let handover = Handover<Other>()
        join(body) {
            let found = other()
            handover.found.withLock { $0 = found }
        }
        guard let found = handover.found.withLock({ $0 }) else {
            preconditionFailure("a thread that is joined has run")
        }
        return found
    }

    private final class Handover<Value: Sendable>: Sendable {
        let found = Mutex<Value?>(nil)
    }

    private static func join(_ body: () -> Void, other: @escaping @Sendable () -> Void) {
        let context = unsafe Unmanaged.passRetained(Body(other))
        var thread: UInt64 = 0
        let result = unsafe penstock_start_joinable_thread(stackSize, runBody, context.toOpaque(), &thread)
        body()
        if result < 0 {
            unsafe context.takeRetainedValue().run()
        } else {
            _ = penstock_join_thread(thread)
        }
    }

    /// Whether this thread reads from disk only when nobody else does (ioprio_set(2)); not all disks' schedulers
    /// know the difference.
    public static func readsLast(_ isLast: Bool) { penstock_set_disk_priority(isLast ? 1 : 0) }

    /// A function and not a closure literal: in main.swift that would be isolated to the main actor and trap.
    private static let runBody: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
        context in
        if let context = unsafe context {
            unsafe Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
        }
        return nil
    }
}

/// No further thread can be had (pthread_create(3)).
public struct ThreadError: Error, Equatable {
    public let errno: Int32
}

extension ThreadError: CustomStringConvertible {
    public var description: String { "pthread_create: \(errnoText(errno))" }
}
