// SPDX-License-Identifier: GPL-3.0-or-later
//
// What goes wrong when data are recorded. Faults come in the order of a list; each draws from
// streams of its own, named by its place in the list, and picks rows of the clean table, so that
// one fault moves no other one's rows.

/// Something that went wrong when data were recorded.
public enum DataFault: Hashable, Sendable {
  /// Rows are absent.
  case missing(RunFault)
  /// Rows stand twice, one after the other.
  case duplicate(RowFault)
  /// Rows have changed places with the ones after them.
  case outOfOrder(RowFault)
  /// Rows repeat the prices and the volume of the row before.
  case stale(RunFault)
  /// Cells say NaN.
  case notANumber(CellFault)
  /// Cells are blank.
  case blank(CellFault)
  /// Cells are zero.
  case zero(CellFault)
  /// Cells have a minus sign.
  case negative(CellFault)
  /// Cells hold a number that no market had.
  case huge(HugeValue)
  /// Prices are in another unit.
  case unitError(UnitError)
  /// High and low are exchanged.
  case exchangedRange(RowFault)
  /// Nothing was traded although the prices moved.
  case zeroVolume(RowFault)
  /// Prices are not adjusted for splits.
  case unadjustedSplit(UnadjustedSplit)
  /// Prices are adjusted for dividends twice.
  case doubleDividend(DoubleDividend)
  /// Stamps are those of another time zone.
  case stampShift(StampShift)
  /// The file ends in the middle of a row.
  case truncation(Truncation)
}

extension DataFault: FieldChoice {
  private static let examples: [DataFault] = [
    .missing(.example), .duplicate(.example), .outOfOrder(.example), .stale(.example),
    .notANumber(.example), .blank(.example), .zero(.example), .negative(.example),
    .huge(.example), .unitError(.example), .exchangedRange(.example), .zeroVolume(.example),
    .unadjustedSplit(.example), .doubleDividend(.example), .stampShift(.example),
    .truncation(.example),
  ]

  public static func kinds(in scope: FieldScope) -> [String] { examples.map(\.kind) }
  public static var example: DataFault { .missing(.example) }
  public static func example(of kind: String) -> DataFault? { examples.first { $0.kind == kind } }

  public var kind: String {
    switch self {
    case .missing: "missing"
    case .duplicate: "duplicate"
    case .outOfOrder: "out_of_order"
    case .stale: "stale"
    case .notANumber: "not_a_number"
    case .blank: "blank"
    case .zero: "zero"
    case .negative: "negative"
    case .huge: "huge"
    case .unitError: "unit_error"
    case .exchangedRange: "exchanged_range"
    case .zeroVolume: "zero_volume"
    case .unadjustedSplit: "unadjusted_split"
    case .doubleDividend: "double_dividend"
    case .stampShift: "stamp_shift"
    case .truncation: "truncation"
    }
  }

  public mutating func visitFields<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    switch self {
    case .missing(let value): self = .missing(try value.visited(&visitor))
    case .duplicate(let value): self = .duplicate(try value.visited(&visitor))
    case .outOfOrder(let value): self = .outOfOrder(try value.visited(&visitor))
    case .stale(let value): self = .stale(try value.visited(&visitor))
    case .notANumber(let value): self = .notANumber(try value.visited(&visitor))
    case .blank(let value): self = .blank(try value.visited(&visitor))
    case .zero(let value): self = .zero(try value.visited(&visitor))
    case .negative(let value): self = .negative(try value.visited(&visitor))
    case .huge(let value): self = .huge(try value.visited(&visitor))
    case .unitError(let value): self = .unitError(try value.visited(&visitor))
    case .exchangedRange(let value): self = .exchangedRange(try value.visited(&visitor))
    case .zeroVolume(let value): self = .zeroVolume(try value.visited(&visitor))
    case .unadjustedSplit(let value): self = .unadjustedSplit(try value.visited(&visitor))
    case .doubleDividend(let value): self = .doubleDividend(try value.visited(&visitor))
    case .stampShift(let value): self = .stampShift(try value.visited(&visitor))
    case .truncation(let value): self = .truncation(try value.visited(&visitor))
    }
  }
}

extension DataFault {
  /// Whether it ends the file.
  var isTruncation: Bool { if case .truncation = self { true } else { false } }
}
