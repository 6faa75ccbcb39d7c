// SPDX-License-Identifier: GPL-3.0-or-later

extension Dependence: FieldChoice {
  public static var example: Self { .independent }

  /// One asset has nothing to depend on, and two have a single correlation.
  public static func kinds(in scope: FieldScope) -> [String] {
    guard scope.assets > 1 else { return ["independent"] }
    let simple = ["independent", "equal", "factor"] + (scope.assets > 2 ? ["matrix"] : [])
    return switch scope.dependencePlace {
    case .outermost: simple + ["rolling", "student_copula"]
    case .copula: simple + ["rolling"]
    case .rolling: simple
    }
  }

  public var kind: String {
    switch self {
    case .independent: "independent"
    case .equal: "equal"
    case .factor: "factor"
    case .matrix: "matrix"
    case .rolling: "rolling"
    case .studentCopula: "student_copula"
    }
  }

  public static func example(of kind: String) -> Self? {
    switch kind {
    case "independent": .independent
    case "equal": .equal(correlation: 0.5)
    case "factor": .factor(loadings: [0.5])
    case "matrix":
      (try? Correlation([[1, 0.5, 0.25], [0.5, 1, 0.25], [0.25, 0.25, 1]])).map { .matrix($0) }
    case "rolling": .rolling(.independent, .equal(correlation: 0.5), period: 50)
    case "student_copula": .studentCopula(degreesOfFreedom: 4, .equal(correlation: 0.5))
    default: nil
    }
  }

  public mutating func visitFields<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    switch self {
    case .independent: break
    case .equal(let correlation): self = .equal(correlation: try equal(correlation, &visitor))
    case .factor(let loadings): self = .factor(loadings: try factor(loadings, &visitor))
    case .matrix(let matrix):
      var rows = matrix.rows
      try visitor.matrix("rows", &rows, .correlation(visitor.scope.assets))
      let correlations = rows.indices.flatMap { rows[$0].prefix($0) }
      let spread = (correlations.max() ?? 0) - (correlations.min() ?? 0)
      try visitor.require(
        spread >= Self.leastCorrelation, "rows",
        "all correlations are the same: the kind for that is equal or independent")
      // Rows that a visitor has changed are those of a correlation matrix: the rule says so.
      if rows != matrix.rows, let changed = try? Correlation(rows) { self = .matrix(changed) }
    case .rolling(var first, var second, var period):
      let outer = visitor.scope.dependencePlace
      visitor.scope.dependencePlace = .rolling
      try visitor.group("first", &first)
      try visitor.group("second", &second)
      visitor.scope.dependencePlace = outer
      try visitor.require(first != second, "second", "it must differ from the first")
      try visitor.number("period_bars", &period, in: 2...1e7, usually: 3...60)
      self = .rolling(first, second, period: period)
    case .studentCopula(var freedom, var inner):
      let outer = visitor.scope.dependencePlace
      visitor.scope.dependencePlace = .copula
      try visitor.number("degrees_of_freedom", &freedom, in: .degreesOfFreedom)
      try visitor.group("dependence", &inner)
      visitor.scope.dependencePlace = outer
      self = .studentCopula(degreesOfFreedom: freedom, inner)
    }
  }

  /// The least correlation that counts as one: less would be lost in rounding.
  private static let leastCorrelation = 1e-6

  /// With K assets the matrix is positive definite above −1/(K − 1).
  private func equal<Visitor: FieldVisitor>(
    _ correlation: Double, _ visitor: inout Visitor
  ) throws(Visitor.Failure) -> Double {
    var correlation = correlation
    let least = -0.999_999 / Double(max(1, visitor.scope.assets - 1))
    try visitor.number(
      "correlation", &correlation, in: least...0.999_999, usually: 0.9 * least...0.9)
    try visitor.require(
      correlation.magnitude >= Self.leastCorrelation, "correlation",
      "\(correlation) is no dependence: the kind for that is independent")
    return correlation
  }

  /// The last loading counts for every further asset: the shortest list that says it is the one.
  private func factor<Visitor: FieldVisitor>(
    _ loadings: [Double], _ visitor: inout Visitor
  ) throws(Visitor.Failure) -> [Double] {
    var loadings = loadings
    try visitor.numbers(
      "loadings", &loadings, in: FieldRange.correlation.all, count: 1...visitor.scope.assets)
    try visitor.require(
      loadings.contains { $0.magnitude >= Self.leastCorrelation }, "loadings",
      "they are no dependence: the kind for that is independent")
    let count = loadings.count
    try visitor.require(
      count < 2 || loadings[count - 1] != loadings[count - 2], "loadings",
      "the last loading counts for all further assets and must not be repeated")
    return loadings
  }

  /// Whether it needs a second bar: at the market's first one a rolling dependence is its first.
  var isRolling: Bool {
    switch self {
    case .rolling: true
    case .studentCopula(_, let inner): inner.isRolling
    case .independent, .equal, .factor, .matrix: false
    }
  }
}
