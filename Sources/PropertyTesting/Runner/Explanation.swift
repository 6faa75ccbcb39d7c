// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which parts of a failing case matter: each labelled span, and inside those that matter each
// choice, is drawn anew many times with the rest held. A part for which every other content fails
// in the same way does not matter; one passing case shows that it does.

/// Explains a minimal failing case.
struct Explanation {
  /// The explanation as lines for the report; empty where there is nothing to tell.
  private(set) var lines: [String] = []

  private let run: PropertyRun
  private let best: CaseResult
  private let identity: FailureIdentity
  private var redraw: Redraw
  private var calls = 0
  private var mattering: [String] = []
  private var free: [(path: String, positions: [Int])] = []
  private var isCut = false
  /// Calls of the property that may be spent.
  private let limit: Int

  /// Contents of a part that must all fail before it is said not to matter.
  private static let wanted = 20
  /// Contents that are drawn to find so many that differ and are not discarded.
  private static let draws = 60

  /// - Parameter spent: calls that simplifying the case took out of the call limit.
  init(run: PropertyRun, of best: CaseResult, _ identity: FailureIdentity, spent: Int) {
    limit = min(run.settings.explainLimit, run.settings.callLimit - spent)
    self.run = run
    self.best = best
    self.identity = identity
    redraw = Redraw(random: RandomSource(seed: best.tape.fingerprint))
    guard limit > 0 else { return }
    let tree = SpanTree(best.spans, count: best.tape.choices.count)
    explain(tree.children(of: nil), in: tree, path: [])
    tell()
    run.statistics.shrinkCalls += calls
  }

  private enum Verdict { case matters, free, unknown }

  private mutating func explain(_ parts: [SpanTree.Part], in tree: SpanTree, path: [String]) {
    for part in parts {
      let positions = varied(part, tree)
      guard !positions.isEmpty else { continue }
      let name = tree.name(of: part, among: parts)
      let path = name == path.last ? path : path + (name.map { [$0] } ?? [])
      let text = path.isEmpty ? "the value" : path.joined(separator: " › ")
      let verdict = judge(positions, part, tree)
      if verdict == .free {
        free.append((text, positions))
        continue
      }
      let children = tree.children(of: part).filter { !varied($0, tree).isEmpty }
      if verdict == .matters, positions.count > 1, !children.isEmpty {
        explain(tree.children(of: part), in: tree, path: path)
      } else if verdict == .matters {
        mattering.append(text)
      } else if case .span = part, children.count > 1 {
        explain(tree.children(of: part), in: tree, path: path)
      }
    }
  }

  /// The choices of a part that may vary: not those that say whether a list goes on.
  private func varied(_ part: SpanTree.Part, _ tree: SpanTree) -> [Int] {
    tree.positions(of: part).filter { !tree.goesOn($0, best.tape) }
  }

  private mutating func judge(
    _ positions: [Int], _ part: SpanTree.Part, _ tree: SpanTree
  ) -> Verdict {
    var same = 0
    for _ in 0..<Self.draws {
      guard calls < limit else {
        isCut = true
        return .unknown
      }
      var tape = best.tape
      for position in positions { redraw.redraw(position, in: &tape) }
      guard tape.choices != best.tape.choices else { continue }
      let record = run.runner.run(TestCase(replaying: tree.replay(tape, varying: part)), [.tape])
      calls += 1
      guard let result = record.result, !isLike(result.tape) else { continue }
      switch record.status {
      case .passed: return .matters
      case .failed(let other, _):
        if other != identity { return .matters }
        same += 1
        if same == Self.wanted { return .free }
      case .discarded, .tooLarge, .unwanted: continue
      }
    }
    return .unknown
  }

  private func isLike(_ tape: Tape) -> Bool { tape.fingerprint == best.tape.fingerprint }

  private mutating func tell() {
    if !mattering.isEmpty, !free.isEmpty {
      lines.append("only these parts matter: " + mattering.joined(separator: ", "))
    }
    if !free.isEmpty {
      let together = freeTogether
      lines.append(
        "any other value fails, too\(together), for: "
          + free.map(\.path).joined(separator: ", "))
    }
    if isCut { lines.append("not every part was judged; raise explainLimit or callLimit") }
  }

  /// Whether the parts that do not matter alone may also change together.
  private var freeTogether: String {
    mutating get {
      guard free.count > 1 else { return "" }
      for _ in 0..<Self.wanted {
        guard calls < limit else {
          isCut = true
          return ", if only one of them changes"
        }
        var tape = best.tape
        for position in free.flatMap(\.positions) { redraw.redraw(position, in: &tape) }
        let record = run.runner.run(TestCase(replaying: Replay(tape)))
        calls += 1
        if case .passed = record.status { return ", if only one of them changes" }
      }
      return ""
    }
  }
}
