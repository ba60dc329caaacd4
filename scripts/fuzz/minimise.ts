import { blocksOf } from './blocks.ts';

type Fails = (text: string) => Promise<boolean>;

/**
 * Makes a failing text smaller while it still fails: takes out halves, quarters, … of its lines,
 * then of its characters, within the time given.
 */
export async function minimise(text: string, fails: Fails, timeMs = 20_000): Promise<string> {
  const end = Date.now() + timeMs;
  const lines = await shrink(text.split('\n'), (kept) => fails(kept.join('\n')), end);
  const short = lines.join('\n');
  if (short.length > 2000) return short;
  const characters = await shrink([...short], (kept) => fails(kept.join('')), end);
  return characters.join('');
}

/** Takes whole blocks out, so that what is left is no more broken than the text was. */
export async function minimiseBlocks(text: string, fails: Fails, timeMs = 20_000): Promise<string> {
  const whole = (blocks: readonly string[]) => `${blocks.join('\n\n')}\n`;
  const kept = await shrink(blocksOf(text), (rest) => fails(whole(rest)), Date.now() + timeMs);
  return whole(kept);
}

async function shrink<T>(
  parts: T[],
  fails: (parts: T[]) => Promise<boolean>,
  end: number,
): Promise<T[]> {
  let kept = parts;
  let size = Math.ceil(kept.length / 2);
  while (size >= 1 && Date.now() < end) {
    const before = kept.length;
    for (let at = 0; at < kept.length && Date.now() < end; ) {
      const rest = [...kept.slice(0, at), ...kept.slice(at + size)];
      if (await fails(rest)) kept = rest;
      else at += size;
    }
    if (kept.length === before) size = Math.floor(size / 2);
  }
  return kept;
}

/** Failures that differ only in places and quotations are of one kind. */
export function kindOf(what: string): string {
  const loss = /^verify: [\w-]+/.exec(what)?.[0];
  return loss ?? what.replace(/"(?:[^"\\]|\\.)*"|\d+/g, '');
}
