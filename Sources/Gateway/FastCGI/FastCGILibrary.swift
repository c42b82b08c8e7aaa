/// libfcgi as a whole.
public enum FastCGILibrary {
    /// Prepares the library for the process. It installs signal handlers: set up ``Signals`` afterwards.
    ///
    /// - Returns: false if the library cannot be used.
    public static func initialize() -> Bool { RequestHandle.initializeLibrary() }
}
