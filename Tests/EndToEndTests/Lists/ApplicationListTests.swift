import TestSupport
import Testing

/// The real binary and applications that hand it lists.
///
/// One test at a time, beside the other suites: none watches what they could disturb.
@Suite(.serialized, .system) struct ApplicationListTests {}
