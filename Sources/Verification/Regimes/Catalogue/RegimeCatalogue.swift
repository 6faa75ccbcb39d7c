// SPDX-License-Identifier: GPL-3.0-or-later

/// All regimes that exist by name.
public enum RegimeCatalogue {
  /// The regimes, family by family.
  public static let entries: [RegimeEntry] =
    PureRegimes.entries + BreakRegimes.entries + StressRegimes.entries + ProfileRegimes.entries
    + ScenarioRegimes.entries + PlantedRegimes.entries

  /// The regime of a name; nil where there is none.
  public static func entry(named name: String) -> RegimeEntry? {
    entries.first { $0.name == name }
  }
}
