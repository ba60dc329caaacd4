import type { TokenPair } from './data.ts';
import { html, type SafeHtml } from './html.ts';
import { formatCount } from './table.ts';

/** What is left, what was saved and what was added, on a scale that all bars of a table share. */
export function bar({ before, after }: TokenPair, longest: number): SafeHtml {
  const part = (name: string, value: number) =>
    value <= 0
      ? html``
      : html`<span class="${name}" style="width:${((value / Math.max(longest, 1)) * 100).toFixed(2)}%"></span>`;
  return html`<div class="bar" role="img" aria-label="${formatCount(after)} of ${formatCount(before)} tokens">${part('kept', Math.min(before, after))}${part('less', before - after)}${part('more', after - before)}</div>`;
}

/** What the colours of bars and tiles mean. */
export const key: SafeHtml = html`<p class="hint key"><span class="kept"></span>left<span class="less"></span>saved<span class="more"></span>grown</p>`;
