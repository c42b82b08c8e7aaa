import TestSupport
import Testing

/// Archives of `penstock pack` in the hands of readers that are not ours.
///
/// One test at a time: each keeps both cores and the disk busy.
@Suite(.serialized, .system) struct InteropTests {}
