/// Has a process believe that time passes faster, so that its time limits are reached in a test.
public struct FastClock: Sendable {
    /// Its seconds to one of ours.
    public let rate: Int

    public init(rate: Int) { self.rate = rate }

    /// What the command begins with, behind whatever changes the user.
    var wrapper: [String] { rate == 1 ? [] : Self.wrapper("+0 x\(rate)") }

    /// What a command begins with whose clock is wrong.
    ///
    /// - Parameter offset: As `+2h`.
    public static func wrapper(offset: String) -> [String] {
        wrapper(offset) + ["FAKETIME_DONT_FAKE_MONOTONIC=1"]
    }

    /// libfaketime, set up as by faketime(1), which would stay as a parent.
    private static func wrapper(_ time: String) -> [String] {
        ["env", "LD_PRELOAD=/usr/$LIB/faketime/libfaketimeMT.so.1", "FAKETIME=\(time)"]
    }

    /// Removes what libfaketime leaves behind if a process is killed: of another user, it would be in the way of the
    /// next process with that number.
    static func forget(_ process: Int32) {
        for name in ["sem.faketime_sem_", "faketime_shm_"] {
            try? FileSystem.remove("/dev/shm/\(name)\(String(process))")
        }
    }
}
