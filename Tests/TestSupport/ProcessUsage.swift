/// What a process occupies, from `/proc`.
public struct ProcessUsage: Sendable {
    public let residentBytes: Int
    public let peakResidentBytes: Int
    public let descriptorCount: Int

    public init(of processID: Int32) throws {
        let status = try FileSystem.text("/proc/\(String(processID))/status")
        residentBytes = Self.bytes("VmRSS:", in: status)
        peakResidentBytes = Self.bytes("VmHWM:", in: status)
        descriptorCount = try FileSystem.names(in: "/proc/\(String(processID))/fd").count
    }

    private static func bytes(_ field: String, in status: String) -> Int {
        let line = status.split(separator: "\n").first { $0.hasPrefix(field) }
        let number = line?.split(whereSeparator: { " \t".contains($0) }).dropFirst().first
        return (number.flatMap { Int($0) } ?? 0) * 1024
    }
}
