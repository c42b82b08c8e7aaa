internal import CLinux
private import Glibc

/// Threads of our own: blocking calls do not belong on Swift's cooperative pool.
public enum Thread {
    /// Enough for the deepest call on the data path; 2,000 slow clients are as many threads.
    public static let stackSize = 256 * 1024

    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Runs `body` on a new detached thread.
    public static func start(_ body: @escaping @Sendable () -> Void) throws(SystemCallError) {
        let context = unsafe Unmanaged.passRetained(Body(body))
        let result = unsafe penstock_start_thread(stackSize, runBody, context.toOpaque())
        if result < 0 { unsafe context.release() }
        _ = try checked("pthread_create", result)
    }

    /// A function and not a closure literal: in main.swift that would be isolated to the main actor and trap.
    private static let runBody: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
        context in
        if let context = unsafe context {
            unsafe Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
        }
        return nil
    }
}
