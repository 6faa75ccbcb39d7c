// SPDX-License-Identifier: GPL-3.0-or-later
//
// Data flows one way. The compiler holds most of that; this rule holds what a manifest lets pass:
// a row that reaches forwards, a library outside the stage that wraps it, Foundation in a stage
// that computes.

extension Rule {
  static let importDirection = Rule(
    "import-direction",
    looksAt: { $0.path == "Package.swift" || ($0.isSwift && $0.isIn("Sources")) },
    tree: { files, tree in
      guard let manifest = tree.manifest else {
        return [Finding(path: "Package.swift", line: 1, message: "there is no manifest; write it")]
      }
      return manifestFindings(manifest)
        + files.filter { $0.isIn("Sources") }.flatMap { importFindings($0, manifest) }
    },
    examples: importExamples)
}

/// Libraries that belong to one stage.
private let owners = [
  "COpenBLAS": "NumericKernels", "CGSL": "NumericKernels", "CZlib": "MarketData",
  "GRDB": "Storage", "Crypto": "Promotion", "Yams": "pmx", "ArgumentParser": "pmx",
]
/// What no stage of the engine may see.
private let outsideEngine = Set(Flow.edges + ["GRDB", "Yams", "ArgumentParser", "Logging"])
/// Stages that compute and so need no Foundation.
private let withoutFoundation: Set<String> = [
  "NumericKernels", "Features", "Forecasting", "Signals", "PortfolioRisk", "Execution",
  "Evaluation", "Reporting", "Verification",
]

/// What is wrong with the rows of the manifest.
private func manifestFindings(_ manifest: Manifest) -> [Finding] {
  func finding(_ target: Manifest.Target, _ message: String) -> Finding {
    Finding(path: "Package.swift", line: target.line, message: message)
  }
  let stages = manifest.targets.filter { Flow.stages.contains($0.name) }
  let expected = Flow.stages.filter { manifest.order(of: $0) != nil }
  let misplaced = zip(stages, expected).filter { $0.0.name != $0.1 }.map {
    finding($0.0, "\($0.0.name) stands out of flow order; \($0.1) comes here")
  }
  let reaching = manifest.targets.enumerated().flatMap { place, target in
    target.dependencies.filter { manifest.order(of: $0).map { $0 >= place } ?? false }.map {
      finding(target, "\(target.name) depends on \($0), which does not stand before it")
    }
  }
  return misplaced + reaching
}

/// What is wrong with the imports of one file.
private func importFindings(_ file: SourceFile, _ manifest: Manifest) -> [Finding] {
  guard let place = manifest.order(of: file.target) else {
    return file.target.isEmpty ? [] : [file.finding(1, "\(file.target) is no target; list it")]
  }
  return imports(of: file).flatMap { module, line in
    let complaints = [
      undeclared(module, of: manifest.targets[place], manifest),
      misowned(module, in: file.target), foundation(module, in: file, line: line),
    ]
    return complaints.compactMap { $0 }.map { file.finding(line, $0) }
  }
}

/// The modules that a file imports, with the lines.
private func imports(of file: SourceFile) -> [(module: String, line: Int)] {
  let kinds = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]
  return file.tokens.indices.filter { file.tokens[$0].text == "import" }.map { index in
    let next = kinds.contains(file.tokens.text(index + 1)) ? index + 2 : index + 1
    return (file.tokens.text(next), file.tokens[index].line)
  }
}

private func undeclared(
  _ module: String, of target: Manifest.Target, _ manifest: Manifest
) -> String? {
  let isProduct = manifest.products.values.contains(module)
  guard manifest.order(of: module) != nil || isProduct else { return nil }
  if target.dependencies.contains(module) { return nil }
  return "\(target.name) does not declare \(module); name it in the manifest or do without it"
}

private func misowned(_ module: String, in target: String) -> String? {
  if Flow.engine.contains(target), outsideEngine.contains(module) {
    return "the engine never imports \(module); pass what you need of it as a value"
  }
  guard let owner = owners[module], owner != target else { return nil }
  return "only \(owner) imports \(module); call \(owner) instead"
}

private func foundation(_ module: String, in file: SourceFile, line: Int) -> String? {
  guard module.hasPrefix("Foundation") else { return nil }
  if withoutFoundation.contains(file.target) {
    return "\(file.target) does without Foundation; move the work to an edge or write it out"
  }
  guard file.target == "MarketData" else { return nil }
  let header = file.lines.prefix(line - 1).filter { $0.hasPrefix("//") }
  let says = file.isIn("Sources/MarketData/Ingestion") && header.contains { $0.contains(module) }
  return says ? nil : "only Ingestion imports \(module), with the reason in the file's header"
}

private let exampleManifest = """
  let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
  let package = Package(targets: [
    .systemLibrary(name: "CGSL"),
    .target(name: "NumericKernels", dependencies: ["CGSL"]),
    .target(name: "MarketData", dependencies: ["NumericKernels"]),
    .target(name: "Signals", dependencies: ["NumericKernels", "MarketData"]),
    .target(name: "Storage", dependencies: ["Signals", grdb]),
  ])
  """

private let importExamples: [Example] = [
  .passes([
    "Package.swift": exampleManifest,
    "Sources/NumericKernels/A.swift": "import CGSL\n",
    "Sources/Signals/A.swift": "import MarketData\nimport struct NumericKernels.Seed\n",
    "Sources/Storage/A.swift": "import Foundation\nimport GRDB\n",
    "Sources/MarketData/Ingestion/A.swift": "// Foundation for its dates.\nimport Foundation\n",
  ]),
  .fails(
    [
      "Package.swift": exampleManifest,
      "Sources/NumericKernels/A.swift": "import MarketData\n",
      "Sources/MarketData/Bars/A.swift": "// Foundation for its dates.\nimport Foundation\n",
      "Sources/MarketData/Ingestion/A.swift": "// Reads.\nimport Foundation\n",
      "Sources/Signals/A.swift": "// import Storage\n@testable import Storage\nimport CGSL\n",
      "Sources/Signals/B.swift": "import FoundationEssentials\nimport GRDB\n",
      "Sources/Stray/A.swift": "let a = 1\n",
    ],
    at: "Sources/NumericKernels/A.swift:1", "Sources/MarketData/Bars/A.swift:2",
    "Sources/MarketData/Ingestion/A.swift:2", "Sources/Signals/A.swift:2",
    "Sources/Signals/A.swift:2", "Sources/Signals/A.swift:3", "Sources/Signals/A.swift:3",
    "Sources/Signals/B.swift:1", "Sources/Signals/B.swift:2", "Sources/Signals/B.swift:2",
    "Sources/Stray/A.swift:1"),
  .fails(
    [
      "Package.swift": """
      .target(name: "MarketData", dependencies: ["Signals"]),
      .target(name: "NumericKernels"), .target(name: "Signals"),
      """
    ], at: "Package.swift:1", "Package.swift:1", "Package.swift:2"),
  .fails(["Sources/Signals/A.swift": "let a = 1\n"], at: "Package.swift:1"),
]
