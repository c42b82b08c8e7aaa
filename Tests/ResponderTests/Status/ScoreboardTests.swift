import Pages
import Synchronization
import TestSupport
import Testing

@testable import Gateway
@testable import Responder

@Suite(.unit) struct ScoreboardTests {
    private func request(_ id: String = "1", _ progress: SendProgress? = nil) -> RunningRequest {
        RunningRequest(id: id, client: "192.0.2.1", method: "GET", path: "/d.zip", progress: progress)
    }

    @Test func `a request is seen from its beginning to its end`() {
        let scoreboard = Scoreboard()
        let request = request()
        #expect(scoreboard.look().running.isEmpty)
        scoreboard.enter(request)
        for state in RequestState.allCases {
            request.enter(state)
            #expect(scoreboard.look().running.map(\.state) == [state])
        }
        scoreboard.leave(request) { $0.add(AnswerKind.head) }
        #expect(scoreboard.look().running.isEmpty)
        #expect(scoreboard.look().totals.answers == [.head: 1])
    }

    @Test func `a request for the status is not seen`() {
        let scoreboard = Scoreboard()
        let request = request()
        scoreboard.enter(request)
        request.hide()
        #expect(scoreboard.look().running.isEmpty)
    }

    @Test func `what is sent counts without the head`() throws {
        let progress = SendProgress()
        let request = request("1", progress)
        let scoreboard = Scoreboard()
        scoreboard.enter(request)
        request.note(format: "zip")
        progress.begin(at: .now)
        progress.end(sent: 700, in: .zero)
        #expect(scoreboard.look().sent == 0)
        request.begin(headCount: 500, total: 1000, isCounted: true)
        let seen = try #require(scoreboard.look().running.first)
        #expect(seen.sent == 200 && seen.total == 1000 && seen.format == "zip" && seen.state == .sending)
        #expect(scoreboard.look().sent == 200)
    }

    @Test func `what will not be among the sums of archives is not added to them before`() throws {
        let progress = SendProgress()
        let request = request("1", progress)
        let scoreboard = Scoreboard()
        scoreboard.enter(request)
        request.begin(headCount: 0, total: nil)
        progress.end(sent: 700, in: .seconds(3))
        let look = scoreboard.look()
        #expect(look.running.first?.sent == 700)
        #expect(look.sent == 0 && look.blocked == .zero)
    }

    @Test(arguments: [(0, RequestState.sending), (900, .sending), (1000, .blocked), (60_000, .blocked)])
    func `a client that takes nothing for a second is slow`(milliseconds: Int, state: RequestState) throws {
        let progress = SendProgress()
        let request = request("1", progress)
        request.begin(headCount: 0, total: nil)
        let start = ContinuousClock.now
        progress.begin(at: start)
        let seen = try #require(request.look(at: start + .milliseconds(milliseconds)))
        #expect(seen.request.state == state)
        #expect(seen.request.blocked == (state == .blocked ? .milliseconds(milliseconds) : .zero))
    }

    private final class End: Sendable {
        let hasCome = Atomic(false)
    }

    /// Bytes are counted with the running request, then with the sums, and never twice or not at all.
    @Test func `sums never fall while streams run and end at once`() async {
        let scoreboard = Scoreboard()
        let end = End()
        await withTaskGroup(of: Void.self) { group in
            for worker in 0..<4 {
                group.addTask {
                    for number in 0..<500 {
                        let progress = SendProgress()
                        let request = request("\(worker)-\(number)", progress)
                        scoreboard.enter(request)
                        request.begin(headCount: 0, total: nil, isCounted: true)
                        for step in 1...5 { progress.end(sent: UInt64(step * 20), in: .zero) }
                        scoreboard.leave(request) { totals in
                            var stream = StatusTotals.Stream()
                            stream.bytes = 100
                            totals.add(stream, now: 0)
                        }
                    }
                }
            }
            group.addTask {
                var last: UInt64 = 0
                var fell = 0
                while !end.hasCome.load(ordering: .relaxed) {
                    let sent = scoreboard.look().sent
                    if sent < last { fell += 1 }
                    last = sent
                    await Task.yield()
                }
                #expect(fell == 0)
            }
            for _ in 0..<4 { await group.next() }
            end.hasCome.store(true, ordering: .relaxed)
        }
        let look = scoreboard.look()
        #expect(look.sent == 4 * 500 * 100 && look.running.isEmpty)
        #expect(look.totals.count(.complete) == 2000)
    }
}
