internal import ByteIO
internal import FileTree
internal import HTTP
internal import Pages
internal import SystemCalls

extension Refusal {
    /// - Parameter policy: What the plan was made by.
    init(_ error: PlanError, _ policy: TreePolicy) {
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
        case .exceeds(.names(let most)):
            self = Refusal(
                status: .contentTooLarge, reason: "\(error)", message: "This folder is too large to be shown",
                advice: "It has more than \(Count.text(most)) names.")
        case .exceeds(let limit):
            self = Refusal(
                status: .contentTooLarge, reason: "\(error)", message: "This is too much for one archive",
                advice: "\(Self.excess(limit, policy)) Select a part of it.", ways: [.itself])
        case .exhausted(let reason): self = .busy("\(reason)", retryAfter: 5)
        case .abandoned: self = .abandoned
        }
    }

    /// What there is, as far as it was counted, and how much there may be.
    private static func excess(_ limit: PlanError.Limit, _ policy: TreePolicy) -> String {
        switch limit {
        case .bytes(let size):
            let most = ByteCount.text(policy.maxBytes ?? .max)
            let all = size.map { "What was asked for holds \(ByteCount.text($0))" }
            return
                "\(all ?? "What was asked for holds more"); at most \(most) can be downloaded at once here."
        case .entries:
            return
                "What was asked for holds more than \(Count.text(policy.maxEntries)) files and folders, which is the "
                + "most that can be downloaded at once here."
        case .names(let most): return "There are more than \(Count.text(most)) names."
        case .depth:
            return
                "What was asked for has more than \(Count.text(policy.maxDepth)) levels of folders, which is the most "
                + "that can be downloaded at once here."
        }
    }
}
