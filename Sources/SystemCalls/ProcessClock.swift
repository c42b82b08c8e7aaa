private import Glibc

/// The time of day, for logs and validators.
public enum ProcessClock {
    /// Time since 1970-01-01 UTC.
    public static var now: FileTime {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return FileTime(seconds: Int64(time.tv_sec), nanoseconds: UInt32(time.tv_nsec))
    }

    /// CLOCK_MONOTONIC in microseconds.
    public static var monotonicMicroseconds: Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
    }
}

/// The id of this process.
public var currentProcess: UInt32 { UInt32(getpid()) }
