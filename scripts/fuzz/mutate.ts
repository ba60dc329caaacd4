import { mutateBlocks } from './blocks.ts';
import type { Random } from './random.ts';

export const profiles = ['lossless', 'balanced', 'compact'] as const;

/** A document that mutations start from. */
export interface Seed {
  path: string;
  text: string;
  dialect: string;
  /** Default `lossless`. */
  profile?: (typeof profiles)[number];
  /** Whether it is read as it stands, with nothing lost, so that it may lend blocks and take some. */
  sound?: boolean;
  /** Whether its blocks are whole and of its own dialect, so that nothing may be lost or leak. */
  whole?: boolean;
}

type Mutation = (text: string, random: Random, donors: readonly Seed[]) => string;

/** Pieces that parsers and transforms decide by. */
const tokens = [
  '```',
  '````mdx',
  '~~~',
  ':::note',
  ':::',
  '::::',
  '<Tabs>',
  '</Tabs>',
  '<TabItem value="a">',
  '<details>',
  '<summary>',
  '</div>',
  '<br>',
  '<!--',
  '-->',
  '{/*',
  '*/}',
  '{',
  '}',
  '{`',
  '`}',
  'import A from "./a.md"',
  'export const a = {',
  '---',
  '***',
  '> ',
  '>> ',
  '- ',
  '1. ',
  '    ',
  '\t',
  '| a | b |\n|---|---|',
  '|',
  '\\',
  '`',
  '``',
  '[a](',
  ')',
  '![',
  '](<',
  '[^1]:',
  '[a]: <b',
  '#',
  '## ',
  '{#id}',
  '[!NOTE]',
  '{{< tabs >}}',
  '{{% tab %}}',
  '{% if %}',
  '{% raw %}',
  '{{x}}',
  '=== "Tab"',
  '!!! note',
  '&nbsp;',
  '&#0;',
  '\u0000',
  '\uFEFF',
  '\u200b',
  '\ud800',
  '\r\n',
  '\n\n',
  '_',
  '__',
  '**',
  '<https://a.b',
  'https://a.b/c_d',
  'a@b.c',
  '$$',
  '<>',
  '</>',
  '<A {...b}>',
  '<a href={',
  '"',
  "'",
];

const mutations: Record<string, Mutation> = {
  truncate: (text, random) => text.slice(0, random.below(text.length + 1)),
  behead: (text, random) => text.slice(random.below(text.length + 1)),
  cut: (text, random) => {
    const [from, to] = range(text, random);
    return text.slice(0, from) + text.slice(to);
  },
  repeat: (text, random) => {
    const [from, to] = range(text, random);
    const piece = text.slice(from, to).slice(0, 400);
    return text.slice(0, to) + piece.repeat(1 + random.below(5)) + text.slice(to);
  },
  splice: (text, random, donors) => {
    const donor = donors.length > 0 ? random.pick(donors).text : text;
    const [from, to] = lineRange(donor, random);
    const at = lineStart(text, random);
    return `${text.slice(0, at)}${donor.slice(from, to)}\n${text.slice(at)}`;
  },
  swapLines: (text, random) => {
    const lines = text.split('\n');
    const a = random.below(lines.length);
    const b = random.below(lines.length);
    [lines[a], lines[b]] = [lines[b]!, lines[a]!];
    return lines.join('\n');
  },
  dropLine: (text, random) => {
    const lines = text.split('\n');
    lines.splice(random.below(lines.length), 1);
    return lines.join('\n');
  },
  indent: (text, random) => {
    const lines = text.split('\n');
    const from = random.below(lines.length);
    const prefix = random.pick(['  ', '    ', '\t', '> ', '- ', '  - ', '1. ']);
    const to = from + 1 + random.below(8);
    return lines.map((line, at) => (at >= from && at < to ? prefix + line : line)).join('\n');
  },
  insert: (text, random) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + random.pick(tokens) + text.slice(at);
  },
  insertLine: (text, random) => {
    const at = lineStart(text, random);
    return `${text.slice(0, at)}${random.pick(tokens)}\n${text.slice(at)}`;
  },
  carriageReturns: (text) => text.replaceAll('\n', '\r\n'),
};

const names = Object.keys(mutations);

/** Longer texts are cut down to a piece of them: what goes wrong seldom needs more. */
const longest = 6000;

/** A document made of a seed by changing its blocks as wholes, or any piece of its text. */
export function mutate(seed: Seed, donors: readonly Seed[], random: Random): Seed {
  const whole = random.next() < 0.5 && seed.sound === true;
  const text = (whole ? mutateWhole : mutatePieces)(seed, donors, random);
  const { path, dialect } = seed;
  return { path, dialect, text, whole };
}

function mutateWhole(seed: Seed, donors: readonly Seed[], random: Random): string {
  const related = donors.filter((donor) => donor.sound && isRelated(donor, seed));
  return mutateBlocks(seed.text, random, () => random.pick(related).text);
}

/** Blocks of one dialect and syntax can stand in one document. */
function isRelated(left: Seed, right: Seed): boolean {
  return (
    left.dialect === right.dialect && /\w+$/.exec(left.path)?.[0] === /\w+$/.exec(right.path)?.[0]
  );
}

function mutatePieces(seed: Seed, donors: readonly Seed[], random: Random): string {
  return mutateText(pieceOf(seed.text, random), donors, random);
}

/** Changes a text of any kind in one to four places. */
export function mutateText(from: string, donors: readonly Seed[], random: Random): string {
  let text = from;
  for (let count = 1 + random.below(4); count > 0; count--) {
    text = mutations[random.pick(names)]!(text, random, donors).slice(0, longest);
  }
  return text;
}

function pieceOf(text: string, random: Random): string {
  if (text.length <= longest) return text;
  const at = lineStart(text, random);
  const end = text.indexOf('\n', at + 1000 + random.below(4000));
  return text.slice(at, end === -1 ? text.length : end);
}

function range(text: string, random: Random): [number, number] {
  const from = random.below(text.length + 1);
  return [from, Math.min(text.length, from + random.below(300))];
}

function lineRange(text: string, random: Random): [number, number] {
  const from = lineStart(text, random);
  let to = from;
  for (let lines = 1 + random.below(12); lines > 0 && to !== -1; lines--) {
    to = text.indexOf('\n', to + 1);
  }
  return [from, to === -1 ? text.length : to];
}

function lineStart(text: string, random: Random): number {
  return text.lastIndexOf('\n', random.below(text.length + 1)) + 1;
}
