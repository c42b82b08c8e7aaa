import Compression

/// Names, lengths and CRC-32s of the golden archives, as `ArchiveIdentityTests` print them when they fail.
enum GoldenHashes {
    /// The version they are of.
    static let version = 4

    static let stored = """
        zip of borders: 3382457, dfc18828
        tar of borders: 3392000, 6b1a02cc
        tar.gz of borders: 3392298, 1ced80fb
        zip of names: 4282, a5eed010
        tar of names: 19968, e45febda
        tar.gz of names: 19991, 8bd0df48
        zip of huge files: 30067219010, 2e9f4c7c
        tar of huge files: 30064776192, 77eda223
        zip of many entries: 7448866, ed9097ee
        """

    /// Those of the engines that are loaded; nil if nobody has noted them. An empty text has them printed.
    static let compressed = byEngine[engines]

    static let engines = [Effort.default, .best].map(CompressionEngine.identity).joined(separator: "; ")
        .replacing("\n", with: ", ")

    private static let byEngine = [
        "ISA-L 2.30.0, sample 57f785cc, zlib 1.2.13, sample 51e4daf5; "
            + "ISA-L 2.30.0, sample 57f785cc, zlib 1.2.13, sample be6415db": """
        zip auto of borders: 2382778, d297f1aa
        tar.gz auto of borders: 2481903, c52447a9
        zip fast of borders: 2382778, d297f1aa
        tar.gz fast of borders: 2481903, c52447a9
        zip default of borders: 2437492, 69099191
        tar.gz default of borders: 2507499, a55ef1a5
        zip best of borders: 2437492, 69099191
        tar.gz best of borders: 2507468, 87aead7b
        zip auto of grades: 4281960, 8b816b57
        tar.gz auto of grades: 2780737, f8fc06b8
        zip fast of grades: 4281960, 8b816b57
        tar.gz fast of grades: 2780737, f8fc06b8
        zip default of grades: 4131848, 1d7ebb00
        tar.gz default of grades: 2047178, 932a210d
        zip best of grades: 4131859, a7f57d6e
        tar.gz best of grades: 2046383, 61ec8048
        """
    ]
}
