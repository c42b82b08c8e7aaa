import TestSupport
import Testing

@testable import ByteIO

@Suite(.unit) struct ShellWordTests {
    @Test(arguments: ["a b", "it's", "''", "$HOME `id` \\ \" !", "-o", "", "é\n"])
    func `a shell takes a quoted word as it is`(word: String) async throws {
        let output = try await Tool.shell("printf %s \(ShellWord.quoted(word))").text
        #expect(output == word)
    }
}
