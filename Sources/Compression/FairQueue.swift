/// Jobs of several lanes, to be done in turns: however many one lane has waiting, the others need not wait
/// for them.
///
/// A lane that had nothing waiting comes before those that always have, so that a small archive does not even
/// wait for one turn of all large ones.
struct FairQueue<Job> {
    private var jobs: [Int: [Job]] = [:]
    /// Lanes with jobs: those that came from nothing, and those that had a turn and still have more.
    private var fresh: [Int] = []
    private var others: [Int] = []

    mutating func append(_ job: Job, lane: Int) {
        if jobs[lane] == nil { fresh.append(lane) }
        jobs[lane, default: []].append(job)
    }

    /// Takes the job whose turn it is.
    mutating func next() -> Job? {
        guard let lane = fresh.isEmpty ? others.first : fresh.first else { return nil }
        if fresh.isEmpty { others.removeFirst() } else { fresh.removeFirst() }
        guard var waiting = jobs[lane].take(), let job = waiting.first else { return nil }
        waiting.removeFirst()
        if waiting.isEmpty {
            jobs[lane] = nil
        } else {
            jobs[lane] = waiting
            others.append(lane)
        }
        return job
    }

    /// Forgets what a lane has waiting.
    mutating func discard(lane: Int) {
        guard jobs.removeValue(forKey: lane) != nil else { return }
        fresh.removeAll { $0 == lane }
        others.removeAll { $0 == lane }
    }
}
