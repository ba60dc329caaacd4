import type { Random } from './random.ts';

/** A document that mutations start from. */
export interface Seed {
  path: string;
  text: string;
  dialect: string;
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
    const donor = random.pick(donors).text;
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

/** One to four mutations of a piece of a seed, no longer than 6,000 characters. */
export function mutate(seed: Seed, donors: readonly Seed[], random: Random): string {
  let text = seed.text;
  if (text.length > 6000) {
    const at = lineStart(text, random);
    text = text.slice(at, at + 1000 + random.below(4000));
  }
  for (let count = 1 + random.below(4); count > 0; count--) {
    text = mutations[random.pick(names)]!(text, random, donors).slice(0, 6000);
  }
  return text;
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
