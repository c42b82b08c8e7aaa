private import Foundation

/// Runs blocking work on a thread of its own.
///
/// The threads that run tasks are few, those of dispatch queues among them, and none is made for work that waits for
/// other work: two ends of one socket could wait for ever.
public func onThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try work() }) }
    }
}
