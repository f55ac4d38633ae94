// swift-tools-version: 6.2
import PackageDescription

// Import order is data order (docs/decisions/0001): a target depends only on targets above it.
let house: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  // Run-time exclusivity checks cost a tenth of a run; debug builds and tests keep them.
  .unsafeFlags(
    ["-enforce-exclusivity=unchecked", "-cross-module-optimization"], .when(configuration: .release)
  ),
]
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

func room(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: house)
}
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["SchakelTesting"], swiftSettings: house)
}

let package = Package(
  name: "schakel",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "schakel", targets: ["schakel"])],
  dependencies: [
    // Flags, help and completions; the idiom of Swift command lines.
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    // YAML with the place of every node, so that each complaint has file:line:column.
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    // HMAC-SHA256 and SHA-256: cryptography is not written by hand.
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "CMalloc"),
    room("Corpus", []),
    room("Markup", ["Corpus", "CLibXML2"]),
    room("Ingest", ["Corpus", "Markup", "CArchive", yams]),
    room("Topics", ["Corpus", "Markup", yams]),
    room("Interactions", ["Corpus"]),
    room("Profiles", ["Corpus", "Interactions"]),
    room("Tables", ["Corpus", "Interactions", "Profiles"]),
    room(
      "Pipeline",
      ["Corpus", "Ingest", "Topics", "Interactions", "Profiles", "Tables", "CMalloc", yams, crypto]),
    .executableTarget(
      name: "schakel", dependencies: ["Pipeline", "Corpus", arguments], swiftSettings: house),
    .target(
      name: "SchakelTesting", dependencies: ["Corpus"], path: "Tests/SchakelTesting",
      swiftSettings: house),
    tests("CorpusTests", ["Corpus"]),
    tests("MarkupTests", ["Markup"]),
    tests("IngestTests", ["Corpus", "Ingest"]),
    tests("TopicsTests", ["Corpus", "Topics"]),
    tests("InteractionsTests", ["Corpus", "Interactions"]),
    tests("ProfilesTests", ["Corpus", "Profiles"]),
    tests("TablesTests", ["Corpus", "Interactions", "Profiles", "Tables"]),
    tests("PipelineTests", ["Corpus", "Ingest", "Pipeline", "Interactions", "Topics"]),
    tests("CommandTests", ["Corpus"]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
