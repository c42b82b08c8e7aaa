internal import CLinux

/// A pipe, whose ends no program inherits that another thread starts at this moment.
enum Pipe {
    /// - Returns: the numbers of both ends, which the caller closes.
    static func open() throws(SystemCallError) -> (reading: CInt, writing: CInt) {
        var ends: [CInt] = [0, 0]
        _ = try checked("pipe2", unsafe penstock_pipe(&ends))
        return (ends[0], ends[1])
    }
}
