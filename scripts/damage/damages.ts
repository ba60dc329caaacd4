import type { Code, Nodes, RootContent } from 'mdast';
import { parseMarkdown } from '../../src/verify/output/read.ts';
import type { Random } from '../fuzz/random.ts';
import { leaks } from './leaks.ts';
import { type Damage, innerSpan, made, nodesOf, type Page, spanOf, textAt } from './page.ts';

/** Undefined where a page has nothing of the kind. */
type Maker = (page: Page) => Damage | undefined;

const damages: Readonly<Record<string, Maker>> = {
  word: damageWord,
  'code line': damageCode,
  heading: damageHeading,
  link: damageLink,
  cell: damageCell,
  mark: damageMark,
  'moved block': moveBlock,
  leak: leak,
};

export const kinds: readonly string[] = Object.keys(damages);

/** Damages an output in one place; undefined where it has nothing of the kind. */
export function damage(kind: string, output: string, random: Random): Damage | undefined {
  const head = /^---\n(?:[\s\S]*?\n)?---\n/.exec(output)?.[0] ?? '';
  const body = output.slice(head.length);
  const made = damages[kind]?.({ head, body, tree: parseMarkdown(body), random });
  return made && withoutBlanks(made.text) !== withoutBlanks(output) ? made : undefined;
}

/** A block that is taken to where it stood changes blank lines alone. */
const withoutBlanks = (text: string): string => text.replace(/\n{2,}/g, '\n\n').trimEnd();

function damageWord(page: Page): Damage | undefined {
  const places = nodesOf(page.tree, 'text').flatMap((node) => wordsAt(page, node));
  return changeWord(page, places);
}

/** A word: its place in the body, and that of the next one in the same text. */
interface WordPlace {
  from: number;
  to: number;
  next?: { from: number; to: number } | undefined;
}

function wordsAt({ body }: Page, node: Nodes): WordPlace[] {
  const [start, end] = spanOf(node);
  const found = [...body.slice(start, end).matchAll(/(?<!\S)\p{L}{3,}(?![^\s.,;:!?])/gu)];
  const places = found.map((match) => ({
    from: start + match.index,
    to: start + match.index + match[0].length,
  }));
  return places.map((place, at) => ({ ...place, next: places[at + 1] }));
}

function changeWord(page: Page, places: readonly WordPlace[]): Damage | undefined {
  if (places.length === 0) return undefined;
  const { body, random } = page;
  const { from, to, next } = random.pick(places);
  const word = body.slice(from, to);
  const other = next && body.slice(next.from, next.to);
  if (random.below(3) === 0 && next && other !== word)
    return made(page, `"${word}" and "${other}" change places`, from, next.to, [
      other ?? '',
      body.slice(to, next.from),
      word,
    ]);
  if (random.below(2) === 0) return made(page, `"${word}" is gone`, from, to, []);
  const changed = withOtherLetter(word, random);
  return made(page, `"${word}" is "${changed}"`, from, to, [changed]);
}

function withOtherLetter(word: string, random: Random): string {
  const letters = [...word];
  const at = random.below(letters.length);
  letters[at] = letters[at] === 'q' ? 'z' : 'q';
  return letters.join('');
}

/** Lines of all blocks of code, as offsets in the body. */
function codeLines({ body, tree }: Page) {
  return nodesOf(tree, 'code').flatMap((node) => {
    const [start, end] = spanOf(node);
    if (!/^(?:`{3}|~{3})/.test(body.slice(start))) return [];
    let at = body.indexOf('\n', start) + 1;
    return (node as Code).value.split('\n').map((text) => {
      const lineEnd = Math.min(end, body.indexOf('\n', at));
      const from = lineEnd - text.length;
      const place = { from, to: lineEnd, start: at, text };
      at = lineEnd + 1;
      return place;
    });
  });
}

function damageCode(page: Page): Damage | undefined {
  const { body, random } = page;
  const all = codeLines(page);
  const lines = all.filter(({ text }) => text.trim().length > 1);
  if (lines.length === 0) return undefined;
  const { from, to, start, text } = random.pick(lines);
  const next = all.find((one) => one.start === to + 1);
  const shown = text.trim().slice(0, 30);
  const way = random.below(4);
  if (way === 0) return made(page, `the line "${shown}" is gone`, start, to + 1, []);
  if (way === 1 && next && next.text.trim() !== '' && next.text !== text)
    return made(page, `the line "${shown}" is below the next`, from, next.to, [
      next.text,
      body.slice(to, next.from),
      text,
    ]);
  if (way === 2 && /^[ \t]/.test(text))
    return made(page, `the line "${shown}" has lost its indentation`, from, to, [text.trimStart()]);
  const filled = [...text.matchAll(/\S/g)].map((match) => match.index);
  const at = random.pick(filled);
  const instead = text[at] === '_' ? '*' : '_';
  return made(page, `"${text[at]}" of "${shown}" is "${instead}"`, from + at, from + at + 1, [
    instead,
  ]);
}

function damageHeading(page: Page): Damage | undefined {
  const { body, random } = page;
  const headings = nodesOf(page.tree, 'heading').filter((node) => /^#/.test(textAt(page, node)));
  if (headings.length === 0) return undefined;
  const [start, end] = spanOf(random.pick(headings));
  const line = body.slice(start, end);
  const marks = /^#+ */.exec(line)?.[0] ?? '';
  const way = random.below(3);
  if (way === 0) return made(page, `"${line}" is gone`, start, end, []);
  if (way === 1) return made(page, `"${line}" is text`, start, start + marks.length, []);
  const other = marks.length > 2 && random.below(2) === 0 ? marks.slice(1) : `#${marks}`;
  return made(page, `"${line}" is of another level`, start, start + marks.length, [other]);
}

function damageLink(page: Page): Damage | undefined {
  const { body, random } = page;
  const links = nodesOf(page.tree, 'link').filter((node) => /^\[[^\]]/.test(textAt(page, node)));
  if (links.length === 0) return undefined;
  const node = random.pick(links);
  const [start, end] = spanOf(node);
  const target = body.lastIndexOf('](', end - 1) + 2;
  const textEnd = target - 2;
  const shown = body.slice(start, end).slice(0, 60);
  if (random.below(2) === 0 || target < start + 3)
    return made(page, `${shown} is not a link`, start, end, [body.slice(start + 1, textEnd)]);
  const letters = [...body.slice(target, end - 1).matchAll(/[a-z]/g)].map(({ index }) => index);
  if (letters.length === 0) return undefined;
  const at = target + random.pick(letters);
  return made(page, `${shown} has another target`, at, at + 1, [body[at] === 'q' ? 'z' : 'q']);
}

function damageCell(page: Page): Damage | undefined {
  const { body, random } = page;
  const cells = nodesOf(page.tree, 'tableCell').filter(
    (node) => 'children' in node && node.children.length > 0,
  );
  if (cells.length === 0) return undefined;
  const at = random.below(cells.length);
  const [first, second] = [cells[at] as Nodes, cells[at + 1]];
  const [start, end] = innerSpan(first);
  const shown = body.slice(start, end).slice(0, 40);
  const way = random.below(3);
  if (way === 0) return made(page, `the cell "${shown}" is empty`, start, end, []);
  const words = nodesOf(first, 'text').flatMap((node) => wordsAt(page, node));
  if (way === 1 && words.length > 0) return changeWord(page, words);
  if (!second || second.position?.start.line !== first.position?.start.line) return undefined;
  const [from, to] = innerSpan(second);
  if (body.slice(from, to) === body.slice(start, end)) return undefined;
  return made(page, `the cell "${shown}" has changed places with the next`, start, to, [
    body.slice(from, to),
    body.slice(end, from),
    body.slice(start, end),
  ]);
}

const markTypes = ['strong', 'emphasis', 'inlineCode', 'delete'] as const;

function damageMark(page: Page): Damage | undefined {
  const { body, random } = page;
  const marked = markTypes.flatMap((type) => nodesOf(page.tree, type));
  const diffs = nodesOf(page.tree, 'code').some((node) => (node as Code).lang === 'diff')
    ? codeLines(page).filter(({ text }) => /^[+-]\S?/.test(text))
    : [];
  if (diffs.length > 0 && random.below(2) === 0) {
    const { from, text } = random.pick(diffs);
    return made(page, `"${text.slice(0, 30)}" has lost its mark`, from, from + 1, [' ']);
  }
  if (marked.length === 0) return undefined;
  const [start, end] = spanOf(random.pick(marked));
  const text = body.slice(start, end);
  const mark = /^[*_`~]+/.exec(text)?.[0] ?? '';
  const inner = text.slice(mark.length, text.length - mark.length);
  return made(page, `${text.slice(0, 40)} has lost its mark`, start, end, [inner]);
}

/** A block that says something is taken to another place among the blocks of the page. */
function moveBlock(page: Page): Damage | undefined {
  const { body, random, tree } = page;
  const blocks = tree.children;
  const movable = blocks.filter((node, at) => at > 0 && isWordy(page, node));
  if (movable.length < 3) return undefined;
  const block = random.pick(movable);
  const [start, end] = spanOf(block);
  const rest = movable.filter((node) => Math.abs(blocks.indexOf(node) - blocks.indexOf(block)) > 0);
  const [, to] = spanOf(random.pick(rest));
  const text = body.slice(start, end);
  const what = `"${text.slice(0, 40).replaceAll('\n', ' ')}" stands elsewhere`;
  const without = (from: number, until: number) => body.slice(from, until);
  if (to > end)
    return {
      what,
      text: `${page.head}${without(0, start)}${without(end, to).trimStart()}\n\n${text}${body.slice(to)}`,
    };
  return {
    what,
    text: `${page.head}${without(0, to)}\n\n${text}${without(to, start)}${body.slice(end).replace(/^\n+/, '')}`,
  };
}

function isWordy(page: Page, node: RootContent): boolean {
  if (!['paragraph', 'list', 'code', 'table', 'blockquote'].includes(node.type)) return false;
  return (textAt(page, node).match(/\p{L}{2,}/gu) ?? []).length > 3;
}

function leak(page: Page): Damage | undefined {
  const { body, random } = page;
  const paragraphs = page.tree.children.filter(({ type }) => type === 'paragraph');
  if (paragraphs.length === 0) return undefined;
  const { text, inline } = random.pick(leaks);
  const [start, end] = spanOf(random.pick(paragraphs));
  const what = `${text} has come through`;
  return inline
    ? made(page, what, end, end, [' ', text])
    : made(page, what, start, start, [text, '\n\n', body.slice(start, start)]);
}
