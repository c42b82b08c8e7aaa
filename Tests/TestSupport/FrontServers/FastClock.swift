/// Has a process believe that time passes faster, so that its time limits are reached in a test.
public struct FastClock: Sendable {
    /// Its seconds to one of ours.
    public let rate: Int

    public init(rate: Int) { self.rate = rate }

    /// What the command begins with, behind whatever changes the user. It is libfaketime, set up as by faketime(1),
    /// which would stay as a parent.
    var wrapper: [String] {
        if rate == 1 { return [] }
        return [
            "env", "LD_PRELOAD=/usr/$LIB/faketime/libfaketimeMT.so.1", "FAKETIME=+0 x\(rate)",
        ]
    }

    /// Removes what libfaketime leaves behind if a process is killed: of another user, it would be in the way of the
    /// next process with that number.
    static func forget(_ process: Int32) {
        for name in ["sem.faketime_sem_", "faketime_shm_"] {
            try? FileSystem.remove("/dev/shm/\(name)\(String(process))")
        }
    }
}
