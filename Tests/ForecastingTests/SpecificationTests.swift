// SPDX-License-Identifier: GPL-3.0-or-later

import Forecasting
import Testing

struct SpecificationTests {
  /// Catches: a pattern in the catalogue that no reader knows.
  /// A specification as its model writes it: the volatility models with every option.
  private static func writtenOut(_ text: String) -> String {
    let isVolatility = ["garch(", "gjr(", "egarch("].contains { text.hasPrefix($0) }
    return text + (isVolatility ? ";mean=constant;dist=normal;start=arch" : "")
  }

  @Test func `Every pattern of the catalogue reads, numbers put in its places`() throws {
    for (pattern, _) in ModelSpecification.catalogue {
      let text = pattern.replacing(":M", with: ":12").replacing("(p)", with: "(2)")
        .replacing("=W", with: "=250").replacing("(p,d,q)(P,D,Q)[s]", with: "(2,1,1)(0,1,1)[12]")
        .replacing("[s]", with: "[4]").replacing("none|constant", with: "constant")
        .replacing("lattice|stepwise", with: "stepwise").replacing("(p,q)", with: "(1,1)")
        .replacing("(p,o,q)", with: "(1,1,1)")
      let model = try ModelSpecification.model(text)
      #expect(model.specification == Self.writtenOut(text))
      #expect(
        try ModelSpecification.model(model.specification).specification == Self.writtenOut(text))
    }
  }

  /// Catches: an option that is read and not written.
  @Test func `Writing a model and reading it again gives the same text`() throws {
    let texts = [
      "naive": "naive", " drift ": "drift", "trend": "trend",
      "seasonal-naive:1": "seasonal-naive:1",
      "seasonal-naive:100000": "seasonal-naive:100000", "ar(1)": "ar(1)",
      "ar(7);window=16":
        "ar(7);window=16", "ar(2) ; window = 250": "ar(2);window=250", "ewma": "ewma;lambda=0.94",
      "ewma;lambda=0.1234567890123456": "ewma;lambda=0.1234567890123456",
      "ewma;lambda=1e-9": "ewma;lambda=1e-09",
    ]
    var wrong: [String] = []
    for (text, canonical) in texts {
      let once = try ModelSpecification.model(text).specification
      let twice = try ModelSpecification.model(once).specification
      if once != canonical || twice != once { wrong.append(text) }
    }
    #expect(wrong.isEmpty)
  }

  static let malformed = [
    "", " ", ";", "Naive", "naive ;", "naive;window=5", "naive;;", "naive()", "random walk",
    "drift;x",
    "seasonal-naive", "seasonal-naive:", "seasonal-naive:0", "seasonal-naive:-3",
    "seasonal-naive:1.5", "seasonal-naive:100001", "seasonal-naive:99999999999999999999", "ar",
    "ar()", "ar(0)", "ar(-1)", "ar(1", "ar 1)", "ar(1))", "ar(1)x", "ar(one)", "ar(1.0)", "ar( 1 )",
    "ar(99999999999999999999999999)", "ar(2);window=3", "ar(2);window=5", "ar(2);window=",
    "ar(2);window", "ar(2);window=6;window=6", "ar(2);lambda=0.9", "ar(2);=6", "ar(2);window==9",
    "ar(2);window=1e3", "ar(2);window=100001", "ewma;lambda=1", "ewma;lambda=0", "ewma;lambda=-0.5",
    "ewma;lambda=nan", "ewma;lambda=inf", "ewma;lambda=1e999", "ewma;lambda=0.9;lambda=0.9",
    "ewma;lambda=", "ewma;window=5", "ewma(0.9)", "trend;", "trend\n", "nai\u{0}ve", "ａｒ(1)",
    "ar(١)", "ar(2)\u{301}", "🙂", "arima", "arima()", "arima(1,1)", "arima(1,1,1", "arima(1,3,1)",
    "arima(-1,0,0)", "arima(1,0,1)(1,0,1)", "arima(1,0,1)(1,0,1)[1]", "arima(1,0,1)[12]",
    "arima(1,0,1);mean=maybe", "arima(1,0,1);drift=yes", "arima(1,0,1);mean=none;mean=none",
    "auto-arima[1]", "auto-arima;search=all", "auto-arima(1,1,1)", "garch", "garch(1)",
    "garch(0,0)", "garch(1,1,1)", "garch(1,1);dist=cauchy", "gjr(1,1,1,1)", "egarch(a,b,c)",
  ]

  /// Catches: an unknown option let through.
  @Test(arguments: malformed)
  func `A malformed text is an error that quotes it`(text: String) {
    let error = #expect(throws: SpecificationError.self) { try ModelSpecification.model(text) }
    #expect(error?.text == text && error?.description.contains("\"\(text)\"") == true)
  }
}
