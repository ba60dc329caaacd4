/** The report's style sheet: light and dark, one column on a phone. */
export const style = `
:root {
  color-scheme: light dark;
  --text: light-dark(#1c2024, #e6e8ea);
  --muted: light-dark(#59626b, #a3abb3);
  --page: light-dark(#ffffff, #14171a);
  --panel: light-dark(#f4f6f8, #1e2328);
  --line: light-dark(#d5dbe1, #363d44);
  --kept: light-dark(#1769aa, #5cb0f2);
  --saved: light-dark(#b9d7ee, #27455c);
  --bad: light-dark(#b3261e, #ff8a80);
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 70rem; padding: 1rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0.5rem 0 0; }
h2 { font-size: 1.2rem; margin: 2rem 0 0.5rem; }
p.about, .hint { color: var(--muted); margin: 0 0 1rem; }
a { color: var(--kept); }
nav a { margin-right: 1rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 0.75rem; margin: 1rem 0; padding: 0; }
.tiles div { background: var(--panel); border-radius: 0.5rem; padding: 0.75rem 1rem; }
.tiles dt { color: var(--muted); font-size: 0.85rem; }
.tiles dd { margin: 0; font-size: 1.5rem; font-variant-numeric: tabular-nums; }
.tiles .bad dd { color: var(--bad); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: 0.35rem 0.6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
td { overflow-wrap: anywhere; }
td.path { min-width: 10rem; }
th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
th button { font: inherit; font-weight: 600; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; }
th button::after { content: ' \\2195'; color: var(--muted); }
th[aria-sort='ascending'] button::after { content: ' \\2191'; }
th[aria-sort='descending'] button::after { content: ' \\2193'; }
:focus-visible { outline: 3px solid var(--kept); outline-offset: 2px; }
.bar { display: flex; min-width: 6rem; height: 0.9rem; background: transparent; }
.bar span { height: 100%; }
.bar .after { background: var(--kept); }
.bar .saved { background: var(--saved); }
.key span { display: inline-block; width: 0.9rem; height: 0.9rem; vertical-align: -0.1rem; margin: 0 0.3rem 0 0.8rem; }
input[type='search'] { font: inherit; width: 100%; max-width: 26rem; padding: 0.4rem 0.6rem; margin-bottom: 0.5rem;
  color: inherit; background: var(--page); border: 1px solid var(--line); border-radius: 0.4rem; }
@media (max-width: 40rem) { .wide { display: none; } th, td { padding: 0.35rem 0.3rem; } }
@media print { input, nav { display: none; } }
`;
