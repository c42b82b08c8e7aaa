internal import ByteIO
internal import SystemCalls

extension SinkError {
    init(_ failure: StreamSocket.Failure) {
        self =
            switch failure {
            case .disconnected: .disconnected
            case .timedOut: .timedOut
            case .stopped: .stopped
            case .failed(let errno): .failed(errno: errno)
            }
    }
}
