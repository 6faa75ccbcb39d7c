// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The map of the project: targets stand in the order in which data flows. A stage may import only
// what stands before it and what its `dependencies` name. Documentation/ARCHITECTURE.md says why.
import PackageDescription

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let realModule = Target.Dependency.product(name: "RealModule", package: "swift-numerics")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

let package = Package(
  name: "portfolio-maximizer",
  products: [.executable(name: "pmx", targets: ["pmx"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-numerics", exact: "1.1.1"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
  ],
  targets: [
    // System libraries. GSL borrows OpenBLAS's CBLAS: see Sources/CGSL/shim.h.
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas",
      providers: [.apt(["libopenblas-dev", "liblapacke-dev"])]),
    .systemLibrary(name: "CGSL", pkgConfig: "openblas", providers: [.apt(["libgsl-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

    // The engine, stage by stage.
    .target(name: "NumericKernels", dependencies: ["COpenBLAS", "CGSL", realModule]),
    .target(name: "MarketData", dependencies: ["NumericKernels", "CZlib"]),
    .target(name: "Features", dependencies: ["NumericKernels", "MarketData", realModule]),
    .target(
      name: "Forecasting", dependencies: ["NumericKernels", "MarketData", "Features", realModule]),
    .target(
      name: "Signals",
      dependencies: ["NumericKernels", "MarketData", "Features", "Forecasting", realModule]),
    .target(name: "PortfolioRisk", dependencies: ["NumericKernels", "MarketData", "Signals"]),
    .target(
      name: "Execution",
      dependencies: ["NumericKernels", "MarketData", "Signals", "PortfolioRisk"]),
    .target(
      name: "Evaluation",
      dependencies: [
        "NumericKernels", "MarketData", "Forecasting", "Signals", "Execution", realModule,
      ]),
    .target(name: "Promotion", dependencies: ["MarketData", "Evaluation", crypto]),

    // The edges: what a run leaves behind.
    .target(name: "Storage", dependencies: ["Evaluation", "Promotion", grdb]),
    .target(name: "Reporting"),

    // Property testing: knows no engine and, but for its trait, no test library.
    .target(name: "PropertyTesting"),
    .target(name: "PropertyTestingTraits", dependencies: ["PropertyTesting"]),

    // The harness beside the engine. It imports the engine, never the reverse.
    .target(
      name: "Verification",
      dependencies: [
        "NumericKernels", "MarketData", "Features", "Forecasting", "Signals", "PortfolioRisk",
        "Execution", "Evaluation", "Promotion", "PropertyTesting", realModule,
      ]),

    // The command line wires it all together and does no arithmetic.
    .executableTarget(
      name: "pmx",
      dependencies: [
        "NumericKernels", "MarketData", "Features", "Forecasting", "Signals", "PortfolioRisk",
        "Execution", "Evaluation", "Promotion", "Storage", "Reporting", "PropertyTesting",
        "Verification", argumentParser, logging, yams, realModule,
      ],
      exclude: [
        "Resources/candidates/ar-threshold.yaml", "Resources/candidates/buy-and-hold.yaml",
      ],
      resources: [
        .embedInCode("Resources/default-policy.yaml"),
        .embedInCode("Resources/candidates/sma-crossover.yaml"),
        .embedInCode("Resources/candidates/control-look-ahead.yaml"),
        .embedInCode("Resources/candidates/control-noise.yaml"),
        .embedInCode("Resources/candidates/control-known-good.yaml"),
      ]),

    // Tests, one target a stage; pmxTests runs the command line as a person would.
    .testTarget(name: "NumericKernelsTests", dependencies: ["NumericKernels", "PropertyTesting"]),
    .testTarget(name: "MarketDataTests", dependencies: ["MarketData", "NumericKernels"]),
    .testTarget(
      name: "FeaturesTests", dependencies: ["Features", "MarketData", "NumericKernels"]),
    .testTarget(
      name: "ForecastingTests",
      dependencies: ["Forecasting", "NumericKernels", "PropertyTesting", realModule]),
    .testTarget(name: "SignalsTests", dependencies: ["Signals", "Forecasting", "MarketData"]),
    .testTarget(
      name: "PortfolioRiskTests", dependencies: ["PortfolioRisk", "MarketData", "Signals"]),
    .testTarget(
      name: "ExecutionTests",
      dependencies: ["Execution", "MarketData", "NumericKernels", "PortfolioRisk", "Signals"]),
    .testTarget(
      name: "EvaluationTests",
      dependencies: ["Evaluation", "Execution", "Forecasting", "MarketData", "NumericKernels"]),
    .testTarget(name: "PromotionTests", dependencies: ["Promotion", "Evaluation", "MarketData"]),
    .testTarget(name: "StorageTests", dependencies: ["Storage", "Evaluation", "Promotion"]),
    .testTarget(name: "ReportingTests", dependencies: ["Reporting"]),
    .testTarget(name: "PropertyTestingTests", dependencies: ["PropertyTesting"]),
    .testTarget(
      name: "PropertyTestingTraitsTests",
      dependencies: ["PropertyTesting", "PropertyTestingTraits"]),
    .testTarget(
      name: "VerificationTests",
      dependencies: [
        "Verification", "Evaluation", "Execution", "Forecasting", "MarketData", "NumericKernels",
        "PortfolioRisk", "Promotion", "PropertyTesting", "Signals", yams, realModule,
      ]),
    .testTarget(name: "pmxTests", dependencies: ["pmx", "Storage"]),
    .testTarget(name: "RepositoryTests"),
  ],
  swiftLanguageModes: [.v6]
)

// One set of rules for every target of ours.
let strictness: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]
for target in package.targets where target.type != .system {
  target.swiftSettings = (target.swiftSettings ?? []) + strictness
}
