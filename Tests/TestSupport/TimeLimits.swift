public import Testing

/// How long one case of a test may take before it has failed.
///
/// A case takes a small part of this on a quiet machine: the limits are for what would never end. They are longer than
/// ``Swift/Duration/patience``, so that what waits in vain says before what is missing. A limit cancels a task. A thread
/// that hangs in a system call is ended with all others by Scripts/test.
extension Trait where Self == TimeLimitTrait {
    /// For every suite of unit tests.
    public static var unit: Self { .timeLimit(.minutes(15)) }

    /// For tests that run programs, which may take half an hour each.
    public static var system: Self { .timeLimit(.minutes(45)) }
}
