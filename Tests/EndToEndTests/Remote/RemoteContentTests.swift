import TestSupport
import Testing

/// The real binary, applications that hand it lists, and other servers that have what the lists name.
///
/// One test at a time, beside the other suites: none watches what they could disturb.
@Suite(.serialized, .system) struct RemoteContentTests {}

/// Does something with each of `items`, with at most `width` of them at once.
func forEach<Item: Sendable>(
    _ items: [Item], atOnce width: Int, _ body: @escaping @Sendable (Item) async throws -> Void
) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
        for (number, item) in items.enumerated() {
            if number >= width { try await group.next() }
            group.addTask { try await body(item) }
        }
        try await group.waitForAll()
    }
}
