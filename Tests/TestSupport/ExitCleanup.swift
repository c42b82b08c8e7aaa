import Glibc
import Synchronization

/// Removes what lives as long as the test process, when it ends.
public enum ExitCleanup {
    private static let paths = Mutex<[BytePath]>([])

    private static let isRegistered: Bool = {
        atexit {
            for path in ExitCleanup.paths.withLock({ $0 }) { try? FileSystem.remove(path) }
        } == 0
    }()

    public static func removeAtExit(_ path: BytePath) {
        _ = isRegistered
        paths.withLock { $0.append(path) }
    }
}
