internal import HTTPClient

/// The question for one object's size. Belongs to one thread.
final class ObjectQuestion {
    private let location: ObjectLocation
    private let context: FetchContext
    private var way = QuestionAnswer.Way.head
    private var redirections: Redirections?
    private var request: ObjectRequest?
    private var transfer: HTTPTransfer?
    private var backoff = Backoff()
    private var hasAdoptedClock = false

    init(_ location: ObjectLocation, _ context: FetchContext) {
        self.location = location
        self.context = context
    }

    /// Begins to send it. Does not block; what fails, ``facts()`` tells.
    func begin() { transfer = try? send() }

    /// The answer. Blocks.
    func facts() throws(ObjectFault) -> ObjectFacts {
        while true {
            let answer: QuestionAnswer
            do throws(FetchFault) { answer = try received() } catch {
                try recover(from: error)
                continue
            }
            transfer = nil
            switch answer {
            case .facts(let facts): return facts
            case .redirect(let reference):
                do throws(FetchFault) { try redirections?.follow(reference, context.rules) } catch {
                    try recover(from: error)
                }
            case .unanswered:
                guard let next = way.next else { throw .sizeless }
                way = next
                redirections = nil
            case .missing(let reason): throw .missing(reason)
            case .retry(let wish, let reason): try recover(from: .passing(reason, wish: wish))
            case .failure(let reason): throw .unavailable(reason)
            }
        }
    }

    private func received() throws(FetchFault) -> QuestionAnswer {
        let transfer = if let begun = self.transfer { begun } else { try send() }
        self.transfer = transfer
        do throws(HTTPClientError) { try transfer.receiveHead() } catch {
            throw FetchFault(error, of: transfer)
        }
        // Once: a store's clock may jump.
        if !hasAdoptedClock, let request, request.isRefusedByClock(transfer) {
            hasAdoptedClock = true
            self.transfer = nil
            return try received()
        }
        return QuestionAnswer(way, status: transfer.status, ResponseFields(transfer.headers))
    }

    private func send() throws(FetchFault) -> HTTPTransfer {
        let request = try ObjectRequest(
            way == .head ? "HEAD" : "GET", redirections.map { .url($0.url) } ?? location,
            fields: way == .firstByte ? [("Range", Array("bytes=0-0".utf8))] : [],
            isAgain: backoff.isTroubled, isRedirected: redirections?.leadElsewhere ?? false, by: context)
        if redirections == nil { redirections = Redirections(from: request.url) }
        self.request = request
        context.counts.heads += 1
        return try context.begin(request.request)
    }

    /// Waits for the time of the next attempt. Blocks.
    private func recover(from fault: FetchFault) throws(ObjectFault) {
        transfer = nil
        switch fault {
        case .abandoned: throw .abandoned
        case .lasting(let reason), .changed(let reason): throw .unavailable(reason)
        case .passing(let reason, let wish):
            guard let pause = backoff.next(wish: wish) else {
                throw .unreachable("\(reason), and so again and again")
            }
            guard Backoff.wait(pause, isAbandoned: context.isAbandoned) else { throw .abandoned }
        }
    }
}
