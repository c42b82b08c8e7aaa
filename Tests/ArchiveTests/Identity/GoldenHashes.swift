import Compression

/// Names, lengths and CRC-32s of the golden archives, as `ArchiveIdentityTests` print them when they fail.
enum GoldenHashes {
    /// The version they are of.
    static let version = 4

    static let stored = """
        zip of borders: 3382457, dfc18828
        tar of borders: 3393024, 5baee73f
        tar.gz of borders: 3393322, 295b4b8
        zip of names: 4300, 489238be
        tar of names: 16896, 3a49650e
        tar.gz of names: 16919, 62d09326
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
        tar.gz auto of borders: 2481977, 8e28d51b
        zip fast of borders: 2382778, d297f1aa
        tar.gz fast of borders: 2481977, 8e28d51b
        zip default of borders: 2437492, 69099191
        tar.gz default of borders: 2507562, 61f508ad
        zip best of borders: 2437492, 69099191
        tar.gz best of borders: 2507526, 8463496a
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
