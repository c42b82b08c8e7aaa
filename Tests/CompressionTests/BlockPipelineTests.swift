import ByteIO
import TestSupport
import Testing
import Threads

@testable import Compression

@Suite(.unit) struct BlockPipelineTests {
    @Test(arguments: [Effort.auto, .default])
    func `any number of threads makes the same bytes`(effort: Effort) throws {
        let bytes = SampleData.mixed.bytes(SampleData.largest)
        var streams: [[UInt8]] = []
        for threads in [1, 2, 8] {
            let pipeline = BlockPipeline(through: try CompressionPool(threads: threads), effort: effort)
            let target = MemorySink()
            let sink = try DeflateSink(to: target, total: UInt64(bytes.count), through: pipeline)
            try sink.write(bytes)
            try pipeline.drain()
            streams.append(target.bytes)
        }
        let isSame = streams.allSatisfy { $0 == streams[0] }
        #expect(isSame)
        let restored = inflated(streams[0], size: bytes.count) == bytes
        #expect(restored)
    }

    @Test func `steps and blocks come in the order they were given`() throws {
        let pipeline = BlockPipeline(through: try CompressionPool(threads: 4), effort: .default)
        var order: [Int] = []
        for number in 0..<300 {
            if number.isMultiple(of: 3) {
                // Sizes in no order, so that blocks are done in no order.
                let size = 1 + number * 7919 % 50_000
                try pipeline.encode(whole: SampleData.text.bytes(size)) { (block) throws(SinkError) in
                    #expect(block.inputCount == size)
                    order.append(number)
                }
            } else {
                try pipeline.then { () throws(SinkError) in order.append(number) }
            }
        }
        try pipeline.drain()
        #expect(order == Array(0..<300))
    }

    @Test func `a step with nothing before it is taken at once`() throws {
        let pipeline = BlockPipeline(through: try CompressionPool(threads: 1), effort: .fast)
        var isTaken = false
        try pipeline.then { () throws(SinkError) in isTaken = true }
        #expect(isTaken)
    }

    @Test func `a failing step ends it, and what is in the pool is forgotten`() throws {
        let pool = try CompressionPool(threads: 2)
        do {
            let pipeline = BlockPipeline(through: pool, effort: .fast)
            #expect(throws: SinkError.disconnected) {
                for _ in 0..<1000 {
                    try pipeline.encode(whole: SampleData.text.bytes(100_000)) { (_) throws(SinkError) in
                        throw .disconnected
                    }
                }
            }
        }
        // The pool still works for others.
        let other = BlockPipeline(through: pool, effort: .fast)
        var count = 0
        try other.encode(whole: SampleData.text.bytes(100_000)) { (block) throws(SinkError) in
            count = block.inputCount
        }
        try other.drain()
        #expect(count == 100_000)
    }

    @Test func `many streams share what there is room for`() throws {
        let pool = try CompressionPool(threads: 2)
        #expect(pool.largestWindow == 4)
        var lanes = (0..<40).map { _ in pool.openLane() }
        #expect(pool.largestWindow == 1)
        lanes += (0..<40).map { _ in pool.openLane() }
        #expect(pool.largestWindow == 0)
        for lane in lanes { pool.closeLane(lane) }
        #expect(pool.largestWindow == 4)
    }
}
