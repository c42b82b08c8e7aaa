internal import Archive
internal import ByteIO
internal import Compression
internal import Gateway
internal import HTTP
internal import Pages
internal import Plan
internal import SystemCalls
internal import Threads

/// The answers that are archives.
extension Responder {
    /// Bytes of costly content that are read to sum them alone, so that a part of an archive can be sent.
    private static let largestCostlySum: UInt64 = 1 << 30

    /// Decides what is sent of an archive: conditions first, then the range (RFC 9110 §13.2.2, §14.2). Blocks
    /// while an index is completed that the range needs.
    func reply(
        to exchange: some Exchange, _ route: Route, wantedTag: String?, with prepared: PreparedArchive
    ) throws(Refusal) -> ArchiveReply {
        let variables = exchange.metaVariables
        let conditions = RequestConditions(
            variables, wantedTag: wantedTag, now: ProcessClock.now.seconds)
        let tag = prepared.entityTag
        switch conditions.verdict(
            entityTag: tag.text, lastModified: prepared.lastModified, method: route.method)
        {
        case .proceed: break
        case .notModified:
            return ArchiveReply(extent: .notModified, index: ArchiveIndex(), length: nil)
        case .preconditionFailed: throw .preconditionFailed(tag)
        }
        let index = indexes.index(of: prepared)
        let length = prepared.archive.length(knowing: index)
        // A range is only defined for GET; a part of what will never be the same again is of no use.
        if route.method == .get, prepared.origin.isRepeatable, let header = variables.text("HTTP_RANGE"),
            let range = ByteRange(header: header),
            conditions.allowsRange(entityTag: tag.text),
            length != nil || !range.beginsWithFirstByte || route.ranges == .wait,
            let reply = try part(
                range, of: prepared, knowing: index, length, isAbandoned: { exchange.isAbandoned })
        {
            return reply
        }
        return ArchiveReply(extent: .whole, index: index, length: length)
    }

    /// - Returns: nil if the whole costs less than to find out what the part is.
    private func part(
        _ range: ByteRange, of prepared: PreparedArchive, knowing known: ArchiveIndex, _ knownLength: UInt64?,
        isAbandoned: () -> Bool
    ) throws(Refusal) -> ArchiveReply? {
        let isCostly = prepared.origin.isCostly
        var (index, length) = (known, knownLength)
        func complete() throws(Refusal) {
            guard let complete = indexes.complete(prepared, isAbandoned: isAbandoned) else {
                throw isAbandoned() ? .abandoned : .beingIndexed
            }
            (index, length) = (complete, prepared.archive.length(knowing: complete))
        }
        if length == nil {
            if isCostly { return nil }
            try complete()
        }
        guard let length else { throw .beingIndexed }
        guard let bytes = range.resolve(length: length) else {
            throw .notSatisfiable(length: length, prepared.entityTag)
        }
        var part = prepared.archive.part(bytes, knowing: index)
        if isCostly, let job = part.job, job.contentSize > Self.largestCostlySum { return nil }
        if part.beginsWithChecksums {
            try complete()
            part = prepared.archive.part(bytes, knowing: index)
        }
        return ArchiveReply(extent: .part(part), index: index, length: length)
    }

    /// Sends the head, and unless it is all that was asked for, the archive.
    ///
    /// - Throws: A 503, before the first byte, if as many archives are being sent as may be. An answer without a body
    ///   takes no place among them.
    func send<E: Exchange>(
        _ reply: ArchiveReply, of prepared: PreparedArchive, to method: Method, on exchange: E,
        _ response: E.Response, _ log: inout RequestLog
    ) throws(Refusal) -> RequestLog.Outcome {
        let isBodiless = method == .head || reply.status == .notModified
        guard isBodiless || limiter.enter() else { throw .full }
        defer { if !isBodiless { limiter.leave() } }
        let head = reply.head(for: prepared, isForm: method == .post).encoded
        log.status = reply.status
        let content = FirstContent(prepared.origin.open(readingAhead: true) { exchange.isAbandoned })
        let report = reply.length == nil ? prepared.origin.omissionReport : nil
        let omissions = report?.omissions { [spentTags] in spentTags.spend(prepared.entityTag) }
        if !isBodiless, case .whole = reply.extent {
            do { try content.open(prepared.archive.plan) } catch {
                if omissions == nil || !error.isLasting { throw Refusal(error) }
            }
        }
        if !isBodiless { log.beginArchive(headCount: head.count, total: reply.bodyLength) }
        let index = isBodiless ? nil : indexes.begin(prepared, knowing: reply.index)
        var isWhole = false
        defer {
            if let report, let omissions, let first = omissions.omissions.first {
                log.note(omissions.count, beginningWith: report.missing(first))
            }
            log.bytesRead = content.bytesRead
            log.note(content.notes)
            log.bytesSent = response.payloadSent - min(response.payloadSent, UInt64(head.count))
            log.running.enter(.closing)
            // The client has its answer: whatever this takes, it does not wait for it.
            if let index { indexes.end(index, of: prepared, isWhole: isWhole) }
            if case .part(let part) = reply.extent, let job = part.job {
                job.cancel()
                log.bytesRead += job.bytesRead
                log.note(job.notes)
                if index?.isContradicted != true {
                    indexes.keep(job.checksums, behind: reply.index, of: prepared)
                }
            }
        }
        do throws(ArchiveError) {
            do { try response.write(head) } catch { throw .sink(error) }
            if let index { try sendBody(reply, of: prepared, content, index, omissions, to: response) }
            do { try response.flush() } catch { throw .sink(error) }
        } catch {
            let ending = prepared.origin.ending(after: error)
            if ending.isDropped { exchange.drop(response) } else { exchange.abort(response) }
            return ending.outcome
        }
        let bodyLength = response.payloadSent - UInt64(head.count)
        if !isBodiless, let length = reply.bodyLength, length != bodyLength {
            exchange.abort(response)
            return .failed("\(bodyLength) bytes made where \(length) were promised")
        }
        isWhole = true
        exchange.finish(response)
        return .complete
    }

    private func sendBody(
        _ reply: ArchiveReply, of prepared: PreparedArchive, _ content: any ContentReader,
        _ index: SharedIndex, _ omissions: Omissions?, to response: any ByteSink
    ) throws(ArchiveError) {
        var part: ArchivePart?
        if case .part(let wanted) = reply.extent { part = wanted }
        if let job = part?.job { start(job, for: prepared) }
        let isPromised = reply.length != nil && prepared.archive.effort != .store
        try prepared.archive.write(
            part, to: response, content: content, through: pool,
            ledger: ArchiveLedger(index, isPromised: isPromised), omissions: omissions)
    }

    /// Sums what a part leaves out while it is on its way; before that, if there is no thread to be had.
    private func start(_ job: ChecksumJob, for prepared: PreparedArchive) {
        let run: @Sendable () -> Void = {
            job.run(reading: prepared.origin.open(readingAhead: false) { job.isCancelled })
        }
        do { try Thread.start(run) } catch { run() }
    }
}
