import Glibc

/// Sets a variable of the process's environment, which no thread may be reading.
func setVariable(_ name: String, _ value: String) { unsafe setenv(name, value, 1) }
