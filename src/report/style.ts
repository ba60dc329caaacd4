/** The report's style sheet: light and dark, one column on a phone. */
export const style = `
:root {
  color-scheme: light dark;
  --text: light-dark(#1c2024, #e6e8ea);
  --muted: light-dark(#545d66, #a9b1b9);
  --page: light-dark(#ffffff, #14171a);
  --panel: light-dark(#f4f6f8, #1e2328);
  --line: light-dark(#d5dbe1, #363d44);
  --kept: light-dark(#1769aa, #5cb0f2);
  --saved: light-dark(#b9d7ee, #27455c);
  --grown: light-dark(#9a4a00, #ffb068);
  --bad: light-dark(#b3261e, #ff8a80);
  --removed: light-dark(#fdecea, #3a2020);
  --added: light-dark(#e6f4ea, #1b3323);
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0.5rem 0 0; }
h2 { font-size: 1.2rem; margin: 2rem 0 0.5rem; }
p.about, .hint { color: var(--muted); margin: 0 0 1rem; }
a { color: var(--kept); }
nav { margin-top: 1rem; }
nav a { margin-right: 1rem; }
code, pre { font: 0.85rem/1.45 ui-monospace, monospace; }
pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid var(--kept); outline-offset: 2px; }

.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 0.75rem; margin: 1rem 0; padding: 0; }
.tiles div { background: var(--panel); border-radius: 0.5rem; padding: 0.75rem 1rem; }
.tiles dt { color: var(--muted); font-size: 0.85rem; }
.tiles dt a { color: inherit; }
.tiles dd { margin: 0; font-size: 1.5rem; font-variant-numeric: tabular-nums; }
.tiles small { color: var(--muted); font-size: 0.8rem; display: block; }
.tiles .bad dd { color: var(--bad); }
.tiles .grown dd, td.grown { color: var(--grown); }

.scroll { overflow: auto; max-height: 40rem; border-bottom: 1px solid var(--line); }
.scroll thead th { position: sticky; top: 0; background: var(--page); box-shadow: inset 0 -1px var(--line); }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: 0.35rem 0.6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
td { overflow-wrap: anywhere; }
td ul { margin: 0; padding: 0; list-style: none; }
td p.hint { margin: 0.25rem 0 0; font-size: 0.85rem; }
td pre { background: var(--panel); padding: 0.4rem 0.6rem; margin-bottom: 0.4rem; border-radius: 0.3rem; }
th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
th button { font: inherit; font-weight: 600; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; }
th button::after { content: ' \\2195'; color: var(--muted); }
th[aria-sort='ascending'] button::after { content: ' \\2191'; }
th[aria-sort='descending'] button::after { content: ' \\2193'; }
button.open { font: inherit; color: var(--kept); background: none; border: 0; padding: 0; cursor: pointer;
  text-align: left; text-decoration: underline; overflow-wrap: anywhere; }
input[type='search'] { font: inherit; width: 100%; max-width: 26rem; padding: 0.4rem 0.6rem; margin-bottom: 0.5rem;
  color: inherit; background: var(--page); border: 1px solid var(--muted); border-radius: 0.4rem; }

.bar { display: flex; min-width: 6rem; height: 0.9rem; }
.bars { min-width: 6rem; }
.bars span { display: block; height: 0.6rem; margin: 0.15rem 0; min-width: 1px; }
header > .bar { height: 1.2rem; margin-bottom: 0.4rem; }
.kept { background: var(--kept); }
.less { background: var(--saved); }
.more, .treemap .grew { background-color: light-dark(#f7cf9f, #5e3a14); }
.more { background-image: repeating-linear-gradient(45deg, var(--grown) 0 3px, transparent 3px 6px); }
.key span { display: inline-block; width: 0.9rem; height: 0.9rem; vertical-align: -0.1rem; margin: 0 0.3rem 0 0.8rem; }

.treemap { position: relative; aspect-ratio: 2 / 1; margin-bottom: 1rem; font-size: 0.75rem; line-height: 1.3; }
.treemap .tile { position: absolute; overflow: hidden; padding: 0.2rem 0.35rem; color: var(--text); text-decoration: none; }
.treemap a.tile { white-space: nowrap; outline-offset: -3px; }
.treemap span.tile { padding: 0.1rem 0.25rem; box-shadow: inset 0 0 0 1px var(--page); }
.treemap a.tile:hover { text-decoration: underline; }
.treemap .saved-0 { background-color: light-dark(#eef2f5, #23292f); }
.treemap .saved-1 { background-color: light-dark(#d6e6f3, #1f3748); }
.treemap .saved-2 { background-color: light-dark(#b9d7ee, #1d4259); }
.treemap .saved-3 { background-color: light-dark(#98c6e7, #1b4e6e); }
.treemap .saved-4 { background-color: light-dark(#79b4de, #1a5a80); }

dialog { width: min(96vw, 90rem); height: 92vh; padding: 0; border: 1px solid var(--line); border-radius: 0.5rem;
  color: var(--text); background: var(--page); }
dialog[open] { display: flex; flex-direction: column; }
dialog::backdrop { background: rgb(0 0 0 / 0.5); }
dialog header { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; align-items: center; justify-content: space-between;
  padding: 0.75rem 1rem; border-bottom: 1px solid var(--line); }
dialog h2 { margin: 0; overflow-wrap: anywhere; }
dialog header .hint { margin: 0; width: 100%; }
dialog .actions { display: flex; gap: 1rem; align-items: center; }
dialog .actions button { font: inherit; color: inherit; background: var(--panel); border: 1px solid var(--muted); border-radius: 0.4rem;
  padding: 0.25rem 0.8rem; cursor: pointer; }
dialog fieldset { border: 0; margin: 0; padding: 0; display: flex; gap: 0.75rem; }
dialog legend { float: left; padding: 0; margin-right: 0.75rem; color: var(--muted); }
.changes { overflow-y: auto; padding: 0 1rem 1rem; display: grid; grid-template-columns: 1fr 1fr; gap: 0.5rem 1rem; align-content: start; }
.changes > p { grid-column: 1 / -1; margin: 0.75rem 0 0; color: var(--muted); }
.changes h3 { font-size: 1rem; margin: 0.75rem 0 0; }
.side { min-width: 0; padding: 0.4rem 0.6rem; border-radius: 0.3rem; overflow-wrap: anywhere; }
.side.removed { background: var(--removed); border-left: 3px solid var(--bad); }
.side.added { background: var(--added); border-left: 3px solid light-dark(#1e7a3c, #63c584); }
.side p.hint { margin: 0; }
.side del { background: light-dark(#f5b7b1, #7a2e28); text-decoration: none; }
.side ins { background: light-dark(#a9dcb8, #23633a); text-decoration: none; }
.rendered > :first-child { margin-top: 0; }
.rendered > :last-child { margin-bottom: 0; }
.rendered h1, .rendered h2, .rendered h3 { font-size: 1.1rem; }

@media (min-width: 40rem) { td ul { min-width: 20rem; } }
@media (max-width: 40rem) {
  .wide { display: none; }
  th, td { padding: 0.35rem 0.3rem; }
  .treemap { aspect-ratio: 3 / 4; }
  .treemap a.tile { white-space: normal; }
  .changes { gap: 0.5rem; padding: 0 0.5rem 1rem; }
}
@media print { input, nav { display: none; } .scroll { max-height: none; } }
`;
