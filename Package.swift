// swift-tools-version: 6.2
import PackageDescription

/// The compiler is the first reviewer: every check it has, and no warning that stays.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableExperimentalFeature("Lifetimes"),
]

/// Product code and tests use the same settings; a target names only what docs/architecture.md lets it see.
///
/// - Parameter files: Files whose bytes become part of the program.
func module(
    _ name: String, uses dependencies: [Target.Dependency] = [], embedding files: [String] = []
) -> Target {
    .target(
        name: name, dependencies: dependencies, resources: files.map { .embedInCode($0) },
        swiftSettings: strict)
}

/// - Parameter programs: Files that are run, not compiled.
func tests(
    _ name: String, uses dependencies: [Target.Dependency] = [], beside programs: [String] = []
) -> Target {
    .testTarget(
        name: name, dependencies: dependencies + ["TestSupport"], exclude: programs, swiftSettings: strict)
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

let package = Package(
    name: "penstock",
    products: [.executable(name: "penstock", targets: ["penstock"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        .executableTarget(
            name: "penstock",
            dependencies: [
                "Responder", "Lists", "Remote", "HTTPClient", "FileTree", "Archive", "Gateway", "HTTP",
                "Compression", "Plan", "SystemCalls", "Threads", "ByteIO", argumentParser, logging,
            ],
            swiftSettings: strict),
        module(
            "Responder",
            uses: [
                "Pages", "Lists", "Remote", "HTTPClient", "FileTree", "Archive", "Gateway", "HTTP",
                "Compression", "Plan", "SystemCalls", "Threads", "Hashing", "ByteIO", logging,
            ]),
        module("Pages", uses: ["HTTP", "Hashing", "ByteIO"], embedding: ["style.css"]),
        module(
            "Lists",
            uses: ["Remote", "FileTree", "HTTP", "Compression", "Plan", "SystemCalls", "Threads", "ByteIO"]),
        module("Remote", uses: ["HTTPClient", "HTTP", "Hashing", "Plan", "SystemCalls", "ByteIO"]),
        module("FileTree", uses: ["Compression", "Plan", "SystemCalls", "Threads", "ByteIO"]),
        module("Archive", uses: ["Compression", "Plan", "Threads", "ByteIO"]),
        module("Gateway", uses: ["SystemCalls", "ByteIO", "CFastCGI"]),
        module("HTTP", uses: ["ByteIO"]),
        module("HTTPClient", uses: ["HTTP", "Threads", "ByteIO", "CCurl"]),
        module("Compression", uses: ["Threads", "ByteIO", "CZlib", "CISAL"]),
        module("Plan", uses: ["ByteIO"]),
        module("SystemCalls", uses: ["ByteIO", "CLinux"]),
        module("Threads", uses: ["ByteIO", "CLinux"]),
        module("Hashing", uses: ["CNettle"]),
        module("ByteIO"),
        .systemLibrary(name: "CFastCGI", pkgConfig: "fcgi", providers: [.apt(["libfcgi-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CISAL", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
        .systemLibrary(name: "CNettle", pkgConfig: "nettle", providers: [.apt(["nettle-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .target(name: "CLinux"),

        .target(
            name: "TestSupport", dependencies: ["Plan", "ByteIO", subprocess], path: "Tests/TestSupport",
            swiftSettings: strict),
        tests("ByteIOTests", uses: ["ByteIO"]),
        tests("HashingTests", uses: ["Hashing"]),
        tests("SystemCallsTests", uses: ["SystemCalls", "ByteIO"]),
        tests("PlanTests", uses: ["Plan", "ByteIO"]),
        tests("CompressionTests", uses: ["Compression", "Threads", "ByteIO", "CZlib"]),
        tests("HTTPTests", uses: ["HTTP"]),
        tests("PagesTests", uses: ["Pages", "HTTP", "Hashing", "ByteIO"]),
        tests("RemoteTests", uses: ["Remote", "HTTPClient", "SystemCalls", "ByteIO"]),
        tests("ListsTests", uses: ["Lists", "Remote", "FileTree", "Plan", "SystemCalls", "ByteIO"]),
        tests("HTTPClientTests", uses: ["HTTPClient"], beside: ["origin.py"]),
        tests("GatewayTests", uses: ["Gateway", "SystemCalls", "ByteIO"]),
        tests("ArchiveTests", uses: ["Archive", "Compression", "Plan", "ByteIO"]),
        tests("FileTreeTests", uses: ["FileTree", "Compression", "Plan", "SystemCalls", "ByteIO"]),
        tests(
            "ResponderTests",
            uses: [
                "Responder", "Pages", "FileTree", "Archive", "Gateway", "HTTP", "Compression", "Plan",
                "SystemCalls",
                "ByteIO", logging, "Lists", "Remote", "HTTPClient",
            ]),
        tests(
            "PenstockTests",
            uses: [
                "penstock", "Responder", "FileTree", "Gateway", "Plan", "SystemCalls", "ByteIO", logging,
            ]),
        tests("InteropTests"),
        tests(
            "EndToEndTests",
            beside: [
                "Content/forwarder.py", "Lists/application.py", "Remote/exchange.py", "Remote/faults.py",
                "Remote/objects.py",
                "Remote/origin.py", "Status/alerts-test.yml", "Status/crowd.py", "oddfiles.py",
                "Pages/audit.py", "Pages/chromium.py", "Pages/page.py", "Pages/rows.py", "Pages/terminal.py",
                "Pages/visit.py",
            ]),
    ])
