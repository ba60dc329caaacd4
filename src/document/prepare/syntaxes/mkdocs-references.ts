import { Edits } from '../edits.ts';
import type { Preparation } from '../preparation.ts';

const block = /^([ >]*)(#{1,6}[ ]*|):::[ ]?([A-Za-z_][\w.:/-]*)[ ]*$/;
/** Where Python-Markdown's `toc`, which MkDocs always has, puts the headings of the page. */
const contents = /^[ ]{0,3}\[(?:TOC|TAGS)\][ ]*$/;
/** What mkdocs-click and similar plugins document: `:module: acme.cli`, `:command: acme`. */
const subject = /^\s*:(?:module|command):\s*(.*)$/;

/**
 * `::: package.module`, perhaps as a heading, with options indented below: the reference that
 * mkdocstrings makes of code there (https://mkdocstrings.github.io/usage/). The name stays, and those
 * of the members that the options list; the rest is nowhere in the sources of the documentation.
 * `[TOC]`, and the list of tags of Material that `[TAGS]` stands for, go.
 */
export function prepareReferences(preparation: Preparation): Edits {
  const edits = new Edits();
  const { text, kind } = preparation.lines;
  for (let index = 0; index < text.length; index++) {
    if (kind[index] !== 'text') continue;
    if (contents.test(text[index]!) && isAlone(text, index)) edits.remove(index);
    const [, lead = '', marks = '', name] = block.exec(text[index]!) ?? [];
    if (name === undefined) continue;
    const end = endOfOptions(text, index + 1, lead);
    const members = membersOf(text.slice(index + 1, end).map((line) => line.slice(lead.length)));
    const shown = [name, ...members].map((one) => `\`${one}\``);
    const [own, ...others] = shown;
    const line = [own, others.join(', ')].filter(Boolean).join(': ');
    edits.replaceByBlock(index, lead, marks + line);
    edits.remove(index + 1, end - 1);
    preparation.warn(index, {
      rule: 'generated-reference',
      about: name,
      reason: `The reference of ${name} is made from code when the site is built; its name is kept, the rest is missing`,
    });
    index = end - 1;
  }
  return edits;
}

const isAlone = (text: readonly string[], index: number): boolean =>
  (text[index - 1] ?? '').trim() === '' && (text[index + 1] ?? '').trim() === '';

/** Options are indented by at least four columns more than the block's own line, whose quote they share. */
function endOfOptions(text: readonly string[], from: number, lead: string): number {
  let end = from;
  for (let at = from; at < text.length; at++) {
    const line = text[at]!;
    if (/^[ >]*$/.test(line)) continue;
    if (!line.startsWith(`${lead}    `)) break;
    end = at + 1;
  }
  return end;
}

/** What the options name: `members: [a, b]`, or a list below it, or the subject of a block of mkdocs-click. */
function membersOf(options: readonly string[]): string[] {
  const subjects = options.flatMap((line) => nameIn(subject.exec(line)?.[1] ?? ''));
  if (subjects.length > 0) return subjects;
  const at = options.findIndex((line) => /^\s*members:/.test(line));
  if (at === -1) return [];
  const inline = /\[([^\]]*)\]/.exec(options[at]!)?.[1];
  if (inline !== undefined) return inline.split(',').flatMap(nameIn);
  const items = options.slice(at + 1);
  const end = items.findIndex((line) => !/^\s*-\s/.test(line));
  return items
    .slice(0, end === -1 ? undefined : end)
    .flatMap((line) => nameIn(line.replace(/^\s*-/, '')));
}

function nameIn(text: string): string[] {
  const name = text
    .replace(/["'`]/g, '')
    .replace(/\s#.*$/, '')
    .trim();
  return /^[\w.!^$/]+$/.test(name) ? [name] : [];
}
