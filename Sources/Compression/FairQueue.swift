/// Jobs of several lanes, taken in turns: a lane with one job does not wait for all jobs of a lane with many.
///
/// A lane that had no job waiting comes before lanes that have, so that a small archive does not wait for one turn of
/// every large archive. A lane in the background has its turn when no other lane has a job.
struct FairQueue<Job> {
    private var jobs: [Int: [Job]] = [:]
    /// Lanes with jobs: those that came from nothing, and those that had a turn and still have more.
    private var fresh: [Int] = []
    private var others: [Int] = []
    /// Lanes with jobs that can wait for all others.
    private var background: [Int] = []

    mutating func append(_ job: Job, lane: Int, isBackground: Bool = false) {
        if jobs[lane] == nil {
            if isBackground { background.append(lane) } else { fresh.append(lane) }
        }
        jobs[lane, default: []].append(job)
    }

    /// Takes the job whose turn it is.
    mutating func next() -> Job? {
        let isBackground = fresh.isEmpty && others.isEmpty
        guard let lane = takeLane() else { return nil }
        guard var waiting = jobs[lane].take(), let job = waiting.first else { return nil }
        waiting.removeFirst()
        if waiting.isEmpty {
            jobs[lane] = nil
        } else {
            jobs[lane] = waiting
            if isBackground { background.append(lane) } else { others.append(lane) }
        }
        return job
    }

    private mutating func takeLane() -> Int? {
        if !fresh.isEmpty { return fresh.removeFirst() }
        if !others.isEmpty { return others.removeFirst() }
        return background.isEmpty ? nil : background.removeFirst()
    }

    /// Forgets what a lane has waiting.
    mutating func discard(lane: Int) {
        guard jobs.removeValue(forKey: lane) != nil else { return }
        fresh.removeAll { $0 == lane }
        others.removeAll { $0 == lane }
        background.removeAll { $0 == lane }
    }
}
