// SPDX-License-Identifier: GPL-3.0-or-later
//
// The one place of the property engine that reads a clock: deadlines, time limits and the check for
// slow generators need one. Whoever wants reproducible timing puts another into the settings.

/// Seconds since an arbitrary moment, never running backwards.
@Sendable
public func monotonicSeconds() -> Double {
  let duration = origin.duration(to: ContinuousClock.now)
  return duration.seconds
}

private let origin = ContinuousClock.now
