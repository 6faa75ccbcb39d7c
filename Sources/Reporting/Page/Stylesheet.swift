// SPDX-License-Identifier: GPL-3.0-or-later
//
// The looks of a report. Blue, orange, grey and crimson stay apart for every common kind of colour
// blindness, and each line also has a dash pattern of its own.

enum Stylesheet {
  static let text: StaticString = """
    :root {
      --paper: #fff; --ink: #1b1f24; --soft: #59616b; --rule: #d9dde2; --grid: #e8ebee;
      --primary: #0b64a8; --secondary: #b86400; --muted: #7b838d; --danger: #ab1f4c;
      --good: #0b6b56; --bad: #b02a12; --warning: #8a5a00; --neutral: #59616b;
      --good-tint: #eef6f3; --bad-tint: #fcf1ee; --warning-tint: #fbf5e8; --neutral-tint: #f4f5f7;
      --text: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans",
        "DejaVu Sans", sans-serif;
      --display: ui-serif, Charter, "Iowan Old Style", "Source Serif Pro", Georgia,
        "Noto Serif", "Liberation Serif", "DejaVu Serif", serif;
    }
    @media screen and (prefers-color-scheme: dark) {
      :root {
        --paper: #14171b; --ink: #e4e7eb; --soft: #9aa3ad; --rule: #363c44; --grid: #262b31;
        --primary: #62aef0; --secondary: #e89a3c; --muted: #8b949e; --danger: #f0719a;
        --good: #5cc9ab; --bad: #ff8d72; --warning: #e2b04c; --neutral: #9aa3ad;
        --good-tint: #16241f; --bad-tint: #2a1a17; --warning-tint: #262014;
        --neutral-tint: #1d2126;
      }
    }
    *, *::before, *::after { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body {
      margin: 0; background: var(--paper); color: var(--ink);
      font: 1rem/1.55 var(--text); font-variant-numeric: tabular-nums;
    }
    main { max-width: 64rem; margin: 0 auto; padding: 4.5rem 2rem 4rem; }
    h1, h2, h3 { font-family: var(--display); font-weight: 600; text-wrap: balance; }
    h1 { margin: 0; font-size: 2.1rem; line-height: 1.2; letter-spacing: -0.01em; }
    h2 {
      margin: 4rem 0 0; padding-top: 1.1rem; border-top: 1px solid var(--rule);
      font-size: 1.4rem; line-height: 1.3;
    }
    h3 { margin: 0; font-size: 1.05rem; line-height: 1.4; }
    p { max-width: 44rem; margin: 0.9rem 0; overflow-wrap: anywhere; }
    .subtitle { margin: 0.6rem 0 0; color: var(--soft); }
    .lead { margin-top: 0.5rem; color: var(--soft); }

    .good { --tone: var(--good); --tint: var(--good-tint); }
    .bad { --tone: var(--bad); --tint: var(--bad-tint); }
    .warning { --tone: var(--warning); --tint: var(--warning-tint); }
    .neutral { --tone: var(--neutral); --tint: var(--neutral-tint); }
    .verdict {
      margin: 2.5rem 0 0; padding: 1.6rem 1.9rem 1.7rem;
      background: var(--tint); border-left: 5px solid var(--tone);
    }
    .verdict .word {
      margin: 0; color: var(--tone); font-size: 1.75rem; font-weight: 700;
      line-height: 1.2; letter-spacing: 0.06em;
    }
    .verdict .sentence { margin: 0.6rem 0 0; font-size: 1.1rem; line-height: 1.5; }
    .verdict ul { max-width: 44rem; margin: 0.9rem 0 0; padding: 0; list-style: none; }
    .verdict li { margin: 0.25rem 0 0; color: var(--soft); overflow-wrap: anywhere; }

    dl {
      display: grid; grid-template-columns: repeat(auto-fill, minmax(13.5rem, 1fr));
      gap: 1.1rem 2rem; margin: 1.6rem 0;
    }
    dt { color: var(--soft); font-size: 0.82rem; }
    dd { margin: 0.1rem 0 0; overflow-wrap: anywhere; }

    .scroll { margin: 1.6rem 0; overflow-x: auto; }
    table { width: 100%; border-collapse: collapse; font-size: 0.89rem; line-height: 1.4; }
    th, td { padding: 0.5rem 1.25rem 0.5rem 0; text-align: left; vertical-align: baseline; }
    th:last-child, td:last-child { padding-right: 0; }
    th {
      padding-top: 0; border-bottom: 1.5px solid var(--ink);
      color: var(--soft); font-size: 0.8rem; font-weight: 500; vertical-align: bottom;
    }
    td { border-bottom: 1px solid var(--grid); }
    tbody tr:last-child td { border-bottom: 1.5px solid var(--ink); }
    .number { text-align: right; white-space: nowrap; }
    td.words:last-child:not(:first-child) { min-width: 15rem; }
    td.words:first-child { min-width: 9rem; }
    table[style] { --hang: calc(var(--pill) * 0.48rem + 1.55rem); }
    table[style] td:first-child {
      min-width: calc(var(--hang) + 9rem); padding-left: var(--hang);
      text-indent: calc(var(--hang) * -1);
    }
    .pill {
      display: inline-block; width: calc(var(--hang) - 0.8rem); margin-right: 0.8rem;
      padding: 0.1em 0; border: 1px solid var(--tone); border-radius: 3px;
      background: var(--tint); color: var(--tone); font-size: 0.61rem; font-weight: 650;
      line-height: 1.5; letter-spacing: 0.05em; text-align: center; text-indent: 0;
      white-space: nowrap;
    }

    figure { margin: 2.4rem 0; }
    figcaption { max-width: 44rem; margin-top: 0.5rem; color: var(--soft); font-size: 0.86rem; }
    .legend {
      display: flex; flex-wrap: wrap; gap: 0.15rem 1.5rem; margin: 0.4rem 0 0; padding: 0;
      color: var(--soft); font-size: 0.86rem; list-style: none;
    }
    .legend li { display: flex; align-items: center; gap: 0.5rem; }
    .legend svg { flex: none; width: 30px; height: 12px; }
    .chart { display: block; width: 100%; height: auto; margin-top: 0.7rem; overflow: visible; }
    .chart text { fill: var(--soft); font: 11.5px var(--text); font-variant-numeric: tabular-nums; }
    .chart .empty { font-size: 14px; }
    .grid { stroke: var(--grid); stroke-width: 1; fill: none; }
    .axis { stroke: var(--muted); stroke-width: 1; fill: none; }
    .mark { stroke: var(--ink); stroke-width: 1; stroke-dasharray: 1.5 3; fill: none; }
    .chart .mark-label { fill: var(--ink); paint-order: stroke; stroke: var(--paper);
      stroke-width: 4px; stroke-linejoin: round; }
    .line { fill: none; stroke-width: 1.5; stroke-linejoin: round; stroke-linecap: butt; }
    .dot { stroke: none; }
    .primary { stroke: var(--primary); --hue: var(--primary); }
    .secondary { stroke: var(--secondary); --hue: var(--secondary); stroke-dasharray: 7 2.5; }
    .muted { stroke: var(--muted); --hue: var(--muted); stroke-dasharray: 2 2.5; }
    .danger { stroke: var(--danger); --hue: var(--danger); stroke-dasharray: 10 2.5 2.5 2.5; }
    .dot { fill: var(--hue); }
    .area { fill: var(--hue); fill-opacity: 0.13; stroke: none; }
    .band { fill: var(--primary); fill-opacity: 0.18; stroke: none; }
    @supports (color: color-mix(in srgb, red, blue)) {
      .band {
        fill: color-mix(in srgb, var(--primary) calc(var(--share) * 1%), var(--paper));
        fill-opacity: 1;
      }
    }
    footer {
      margin-top: 4.5rem; padding-top: 1.1rem; border-top: 1px solid var(--rule);
      color: var(--soft); font-size: 0.84rem;
    }
    footer p { margin: 0.35rem 0; }

    @media (max-width: 40rem) {
      main { padding: 2.5rem 1.1rem 3rem; }
      h1 { font-size: 1.65rem; }
      .verdict { padding: 1.2rem 1.2rem 1.3rem; }
      .chart text { font-size: 18px; }
      .chart .other { display: none; }
      .line { stroke-width: 2; }
      table[style] td:first-child { min-width: 9rem; padding-left: 0; text-indent: 0; }
      .pill { display: block; width: max-content; margin: 0.1rem 0 0.3rem; padding: 0.1em 0.7em; }
    }
    @media print {
      main { max-width: none; padding: 0; }
      body { font-size: 10pt; }
      .scroll { overflow: visible; }
      .verdict, .pill, .chart, .legend svg {
        -webkit-print-color-adjust: exact; print-color-adjust: exact;
      }
      figure, tr, .verdict, dl > div { break-inside: avoid; }
      h2, h3 { break-after: avoid; }
      thead { display: table-header-group; }
    }

    """
}
