internal import ByteIO
internal import FileTree
internal import HTTP
internal import SystemCalls

extension Refusal {
    init(_ error: PlanError) {
        switch error {
        case .notFound: self = .notFound("not found")
        case .leavesRoot: self = .badRequest("a selection that leaves the directory")
        case .unreadable(_, .failed(let failure)) where failure.kind == .other:
            self = Refusal(
                status: .internalServerError, reason: "\(error)",
                message: "Something that was asked for could not be read because of a fault of the system",
                advice: "Please tell the administrator of this site.")
        case .unreadable:
            self = Refusal(
                status: .forbidden, reason: "\(error)",
                message: "Not everything that was asked for can be read",
                advice: "Open the folder and select a part of it.", ways: [.folder])
        case .exceeds(let limit):
            self = Refusal(
                status: .contentTooLarge, reason: "over the limit of \(limit.rawValue)",
                message: "The archive would be larger than allowed here (limit of \(limit.rawValue))",
                advice: "Open the folder and select a part of it.", ways: [.folder])
        case .exhausted(let reason): self = .busy("\(reason)", retryAfter: 5)
        case .abandoned: self = .abandoned
        }
    }
}
