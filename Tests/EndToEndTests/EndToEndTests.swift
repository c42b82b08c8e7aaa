import TestSupport
import Testing

/// The real binary, driven from outside: on its socket, behind the real nginx, from the command line.
///
/// One test at a time: many watch clocks, memory or descriptors.
@Suite(.serialized, .system) struct EndToEndTests {}
