import { Edits } from './edits.ts';
import type { Preparation } from './preparation.ts';

const tag = /\{%-?\s*(ifversion|if|elsif|else|endif)\b([^%]*?)-?%\}/g;

interface Branching {
  /** `ifversion` chooses; what stands in an `if` of another kind is all kept. */
  chooses: boolean;
  chosen: boolean;
  /** Whether the branch being read is kept. */
  keeps: boolean;
}

/**
 * Chooses one plan of GitHub Docs' `{% ifversion %}`: what readers without a plan of their own see
 * (free, pro and team). The tags and the other branches go, in code as well.
 */
export function dropBranches(preparation: Preparation): Edits {
  const edits = new Edits();
  const { text } = preparation.lines;
  if (!text.some((line) => line.includes('ifversion'))) return edits;
  const open: Branching[] = [];
  const keeps = () => open.every((branching) => branching.keeps);
  for (let index = 0; index < text.length; index++) {
    const line = text[index]!;
    let made = '';
    let at = 0;
    let touched = !keeps();
    for (const match of line.matchAll(tag)) {
      if (keeps()) made += line.slice(at, match.index);
      const chooses = step(open, match[1]!, match[2]!);
      if (!chooses && keeps()) made += match[0];
      touched ||= chooses;
      at = match.index + match[0].length;
    }
    if (keeps()) made += line.slice(at);
    if (!touched) continue;
    if (made.trim() === '' && line.trim() !== '') edits.replace(index);
    else edits.replace(index, made);
  }
  return edits;
}

/** Takes one tag into account and tells whether it belongs to a choice. */
function step(open: Branching[], name: string, condition: string): boolean {
  if (name === 'if' || name === 'ifversion') {
    const chooses = name === 'ifversion';
    const keeps = !chooses || holds(condition);
    open.push({ chooses, chosen: keeps, keeps });
    return chooses;
  }
  const last = open.at(-1);
  if (last === undefined) return false;
  if (name === 'endif') open.pop();
  else if (last.chooses) {
    last.keeps = !last.chosen && (name === 'else' || holds(condition));
    last.chosen ||= last.keeps;
  }
  return last.chooses;
}

/** Whether a condition of `ifversion` holds for the free plan; a feature that has no version does. */
function holds(condition: string): boolean {
  return condition.split(/\bor\b/).some((alternative) =>
    alternative.split(/\band\b/).every((part) => {
      const match = /^\s*(not\s+)?([\w-]+)/.exec(part);
      if (match === null) return false;
      const [, not, plan] = match;
      const has = plan !== 'ghes' && plan !== 'ghec' && plan !== 'ghae';
      return not === undefined ? has : !has;
    }),
  );
}
