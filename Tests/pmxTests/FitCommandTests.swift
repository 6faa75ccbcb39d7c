// SPDX-License-Identifier: GPL-3.0-or-later
//
// `pmx fit` with the ARIMA and GARCH models. Faults planted and seen to be caught: the future of a
// regressor longer than the horizon, saved parameters read in another order, the digest of a saved
// file not checked, its model not checked, a fit printed that did not converge.

import Foundation
import Testing

@Suite struct FitCommandTests {
  private static let index = Sandbox.repository.appendingPathComponent(
    "Fixtures/market/sp500_1999_2018/sp500_1999_2018.csv.gz"
  ).path

  private let numbers = (0..<120).map { time -> Double in
    let wave = sin(Double(time) * 0.7) + 0.4 * sin(Double(time) * 2.3)
    return 20 + wave + 0.3 * sin(Double(time * time) * 0.37)
  }

  private func file(_ sandbox: Sandbox, gaps: Set<Int> = []) throws -> String {
    let rows = numbers.enumerated().map { gaps.contains($0) ? "\"\"\n" : "\($1)\n" }
    return try sandbox.write("y\n" + rows.joined(), to: "y\(gaps.count).csv")
  }

  /// Values whose size changes slowly.
  private func returns(_ sandbox: Sandbox) throws -> String {
    let rows = (0..<400).map { time -> String in
      let size = 1 + 0.8 * sin(Double(time) * 0.05)
      return "\(size * sin(Double(time * time) * 0.37))\n"
    }
    return try sandbox.write("y\n" + rows.joined(), to: "returns.csv")
  }

  private func fit(_ sandbox: Sandbox, _ arguments: [String]) throws -> [String: Any] {
    let result = try sandbox.run(["fit", "--format", "json"] + arguments)
    #expect(result.status == 0, "\(result.errors)")
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    return object as? [String: Any] ?? [:]
  }

  @Test(arguments: [
    "arima(2,0,1)", "garch(1,1)", "gjr(1,1,1);mean=ar1;dist=student;start=fcp",
    "egarch(1,1,1);mean=zero",
  ])
  func savedParametersGiveTheSameForecast(model: String) throws {
    let sandbox = try Sandbox()
    let data = model.hasPrefix("arima") ? try file(sandbox) : try returns(sandbox)
    let series = ["--data", data, "--model", model, "--horizon", "5"]
    let fitted = try fit(sandbox, series + ["--save", "kept.json"])
    let certificate = try #require(fitted["certificate"] as? [String: Any])
    #expect(certificate["converged"] as? Bool == true)
    for option in ["--load", "--at"] {
      let loaded = try fit(sandbox, series + [option, "kept.json"])
      for key in ["forecast", "volatilityForecast"] {
        let forecasts = try [fitted, loaded].map {
          try JSONSerialization.data(withJSONObject: $0[key] ?? [], options: .sortedKeys)
        }
        #expect(forecasts[0] == forecasts[1])
        #expect(forecasts[0].count > 20 || key != "forecast")
      }
      #expect(loaded["certificate"] is NSNull)
    }
  }

  /// Catches: parameters of a fit with gaps read in another order; a variance that is none.
  @Test func savedParametersOfASeriesWithGapsGiveTheSameForecast() throws {
    let sandbox = try Sandbox()
    let x = try sandbox.write(
      "x\n" + (0..<120).map { "\($0 < 60 ? 0 : 1)\n" }.joined(), to: "x.csv")
    let next = try sandbox.write("x\n1\n1\n1\n", to: "next.csv")
    let model = [
      "--model", "arima(1,0,1);mean=constant", "--exog", x, "--exog-future", next, "--horizon",
      "3",
    ]
    let holed = try file(sandbox, gaps: [5, 6, 50])
    let series = model + ["--data", holed]
    let fitted = try fit(sandbox, series + ["--save", "kept.json"])
    for option in ["--load", "--at"] {
      let loaded = try fit(sandbox, series + [option, "kept.json"])
      let forecasts = try [fitted, loaded].map {
        try JSONSerialization.data(withJSONObject: $0["forecast"] ?? [], options: .sortedKeys)
      }
      #expect(forecasts[0] == forecasts[1] && forecasts[0].count > 20)
      #expect(loaded["certificate"] is NSNull)
    }
    let wrong = try sandbox.write("[20, 0.1, 0.5, 0.2, -1]", to: "wrong.json")
    for data in [holed, try file(sandbox)] {
      let result = try sandbox.run(["fit"] + model + ["--data", data, "--at", wrong])
      #expect(result.status == 65)
      #expect(
        result.errors.contains("parameters[4].value (variance), value -1.0: must be positive"))
    }
  }

  @Test func aSavedFileIsTakenOnlyAsItWasSaved() throws {
    let sandbox = try Sandbox()
    let series = ["--data", try returns(sandbox)]
    _ = try fit(sandbox, series + ["--model", "garch(1,1)", "--save", "kept.json"])
    func failure(_ arguments: [String]) throws -> String {
      let result = try sandbox.run(["fit"] + series + arguments)
      #expect(result.status == 65)
      return result.errors
    }
    #expect(try failure(["--model", "gjr(1,1,1)", "--load", "kept.json"]).contains("field model"))
    let text = String(decoding: try sandbox.bytes("kept.json"), as: UTF8.self)
    let changed = text.replacing("\"alpha[1]\"", with: "\"beta[1]\"", maxReplacements: 1)
    #expect(changed != text)
    _ = try sandbox.write(changed, to: "changed.json")
    #expect(
      try failure(["--model", "garch(1,1)", "--load", "changed.json"]).contains("field digest"))
    #expect(
      try failure(["--model", "garch(1,1)", "--at", "changed.json"])
        .contains("field parameters[2].name"))
    _ = try sandbox.write("[0.1, 0.2, 0.1]", to: "few.json")
    #expect(try failure(["--model", "garch(1,1)", "--at", "few.json"]).contains("hold 4"))
    _ = try sandbox.write("[0, 0.2, -0.1, 0.9]", to: "negative.json")
    #expect(
      try failure(["--model", "garch(1,1)", "--at", "negative.json"])
        .contains("parameters[2].value (alpha[1])"))
  }

  /// A variance that does not change, and short series with a gap and with a regressor.
  @Test(arguments: [
    ("egarch(1,1,1)", (0..<60).map { $0 % 2 == 0 ? "1" : "-1" }, false),
    ("arima(1,0,2);mean=none", ["1", "-1", "\"\"", "1", "-2", "3", "-3", "-2"], false),
    (
      "arima(3,0,3);mean=none",
      ["-3", "2", "-2", "1", "1", "2", "-2", "-2", "-2", "2", "0", "3", "0", "-2"], true
    ),
  ])
  func aSearchThatDoesNotConvergePrintsNoFit(
    model: String, rows: [String], hasRegressor: Bool
  ) throws {
    let sandbox = try Sandbox()
    let data = try sandbox.write("y\n" + rows.joined(separator: "\n") + "\n", to: "y.csv")
    var arguments = ["fit", "--model", model, "--data", data]
    if hasRegressor {
      let past = rows.indices.map { "\($0 * $0 % 5)\n" }.joined()
      arguments += ["--exog", try sandbox.write("x\n" + past, to: "x.csv")]
      arguments += ["--exog-future", try sandbox.write("x\n1\n", to: "next.csv")]
    }
    let result = try sandbox.run(arguments)
    #expect(result.status == 65)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("did not converge"), "\(result.errors)")
  }

  @Test func aSeriesWithGapsAndRegressorsIsFitted() throws {
    let sandbox = try Sandbox()
    let x = try sandbox.write(
      "x\n" + (0..<120).map { "\($0 < 60 ? 0 : 1)\n" }.joined(), to: "x.csv")
    let next = try sandbox.write("x\n1\n1\n1\n1\n1\n", to: "next.csv")
    let model = ["--model", "arima(1,0,0)", "--exog", x, "--exog-future", next, "--horizon", "2"]
    let whole = try fit(sandbox, model + ["--data", try file(sandbox)])
    let holed = try fit(sandbox, model + ["--data", try file(sandbox, gaps: [5, 6, 50])])
    #expect((whole["parameters"] as? [Any])?.count == 4)
    #expect((holed["parameters"] as? [Any])?.count == 4)
    #expect((holed["forecast"] as? [Any])?.count == 2)
  }

  @Test func aVolatilityModelForecastsVolatility() throws {
    let sandbox = try Sandbox()
    let result = try fit(
      sandbox,
      [
        "--data", try file(sandbox), "--model", "garch(1,1);dist=student;start=fcp", "--horizon",
        "3",
      ])
    #expect((result["volatilityForecast"] as? [Any])?.count == 3)
  }

  /// Catches: intervals that are normal whatever the density is.
  @Test(arguments: [0.5, 0.9, 0.999])
  func intervalsOfAVolatilityModelHaveItsDensity(level: Double) throws {
    let sandbox = try Sandbox()
    let result = try fit(
      sandbox,
      [
        "--data", Self.index, "--column", "adj_close", "--transform", "percent-return", "--rows",
        "3001:5000", "--model", "garch(1,1);dist=student", "--horizon", "3", "--level", "\(level)",
      ])
    let parameters = result["parameters"] as? [[String: Any]] ?? []
    let degrees = try #require(parameters.first { $0["name"] as? String == "nu" }?["value"])
    let steps = try #require(result["forecast"] as? [[String: Double]])
    let scaled = steps.map { step in
      [step["lower"], step["upper"]].map {
        (($0 ?? .nan) - (step["mean"] ?? .nan)) / (step["standardError"] ?? .nan)
      }
    }
    for step in scaled { #expect(abs(step[0] + step[1]) < 1e-9) }
    let mass = studentMass(within: scaled[0][1], degrees: try #require(degrees as? Double))
    #expect(abs(mass - level) < 1e-7)
    // Further on the law is a mixture over variances, which has more in the middle.
    if level == 0.5 { #expect(scaled[2][1] < scaled[0][1] - 0.01) }
  }

  /// The probability that Student's t with variance 1 lies within ±reach. With z = √(ν − 2) tan θ
  /// the density becomes a power of cos θ: integrated by Simpson's rule.
  private func studentMass(within reach: Double, degrees: Double) -> Double {
    func integral(to end: Double) -> Double {
      let count = 20_000
      return (0...count).map { step in
        let weight = step == 0 || step == count ? 1.0 : step.isMultiple(of: 2) ? 2 : 4
        return weight * pow(cos(end * Double(step) / Double(count)), degrees - 1)
      }.reduce(0, +) * end / Double(3 * count)
    }
    return integral(to: atan(reach / (degrees - 2).squareRoot())) / integral(to: .pi / 2)
  }

  @Test(arguments: [
    (["--model", "arima(1,0,1)", "--exog", "x.csv"], 64, "--exog and --exog-future"),
    (["--model", "garch(1,1)", "--at", "p.json"], 74, "p.json: cannot be read"),
    (["--model", "arima(1,3,1)"], 64, "differenced at most twice"),
    (["--model", "arima(0,0,0)(0,1,1)[200]"], 65, "needs at least 212"),
    (["--model", "arima(30,0,30)"], 65, "needs at least"),
  ])
  func badInputNamesItsRule(arguments: [String], status: Int32, message: String) throws {
    let sandbox = try Sandbox()
    let result = try sandbox.run(["fit", "--data", try file(sandbox)] + arguments)
    #expect(result.status == status, "\(result.errors)")
    #expect(result.errors.contains(message), "\(result.errors)")
  }

  @Test(arguments: ["arima(1,0,1)", "arima(0,1,1)", "auto-arima", "garch(1,1)", "egarch(1,1)"])
  func aConstantSeriesIsRefused(model: String) throws {
    let sandbox = try Sandbox()
    let flat = try sandbox.write("y\n" + String(repeating: "5\n", count: 80), to: "flat.csv")
    let result = try sandbox.run("fit", "--model", model, "--data", flat)
    #expect(result.status == 65)
  }
}
