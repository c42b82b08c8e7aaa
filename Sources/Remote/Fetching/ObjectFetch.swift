internal import HTTPClient

/// One attempt at an object: a request, and those that redirections lead to. Belongs to one thread.
final class ObjectFetch {
    /// The body of the response, once ``receive()`` has returned.
    private(set) var transfer: HTTPTransfer
    private let question: ObjectAnswer.Question
    private let context: FetchContext
    private let fields: [ObjectRequest.Field]
    private var request: ObjectRequest
    private let isAgain: Bool
    private var way: Redirections
    private var hasAdoptedClock = false

    /// Begins to send the request. Does not block.
    ///
    /// - Parameter isAgain: Whether the attempt before has failed.
    init(
        _ question: ObjectAnswer.Question, isAgain: Bool, _ context: FetchContext
    ) throws(FetchFault) {
        self.question = question
        self.isAgain = isAgain
        self.context = context
        fields =
            question.offset == 0
            ? [] : [("Range", Array("bytes=\(question.offset)-".utf8))] + (question.version?.conditions ?? [])
        request = try ObjectRequest(
            "GET", question.object.location, fields: fields, isAgain: isAgain, by: context)
        way = Redirections(from: request.url)
        transfer = try context.begin(request.request)
    }

    /// Whether ``receive()`` would have to wait.
    var mustWait: Bool { transfer.mustWait }

    /// Waits until content can be read from ``transfer``. Blocks.
    ///
    /// - Returns: how many bytes of the body come before those that were asked for, and the version.
    func receive() throws(FetchFault) -> (leading: UInt64, version: ObjectVersion) {
        while true {
            do throws(HTTPClientError) { try transfer.receiveHead() } catch {
                throw FetchFault(error, of: transfer)
            }
            // Once: a store's clock may jump.
            if !hasAdoptedClock, request.isRefusedByClock(transfer) {
                hasAdoptedClock = true
                try ask(question.object.location)
                continue
            }
            let answer = ObjectAnswer(
                question, status: transfer.status, ResponseFields(transfer.headers))
            switch answer {
            case .content(let leading, let version): return (leading, version)
            case .redirect(let reference): try follow(reference)
            case .retry(let wish, let reason): throw .passing(reason, wish: wish)
            case .failure(let reason): throw .lasting(reason)
            case .changed(let reason): throw .changed(reason)
            }
        }
    }

    private func follow(_ reference: [UInt8]) throws(FetchFault) {
        try way.follow(reference, context.rules)
        try ask(.url(way.url))
    }

    private func ask(_ location: ObjectLocation) throws(FetchFault) {
        request = try ObjectRequest(
            "GET", location, fields: fields, isAgain: isAgain, isRedirected: way.leadElsewhere, by: context)
        transfer = try context.begin(request.request)
    }
}
