import type { SyntaxName } from '../../contract/dialect.ts';
import { type Call, withoutCalls } from './call.ts';
import { Edits } from './edits.ts';
import { Preparation, type PreparationOptions } from './preparation.ts';
import { prepareAttrs, prepareBlockAttributes } from './syntaxes/attrs.ts';
import { prepareContainers } from './syntaxes/containers.ts';
import { prepareDocfx } from './syntaxes/docfx.ts';
import { prepareHeadingIds } from './syntaxes/heading-ids.ts';
import { Blocks } from './syntaxes/indented.ts';
import { prepareKramdown } from './syntaxes/kramdown.ts';
import { prepareKumascript } from './syntaxes/kumascript.ts';
import { prepareHighlight, prepareLiquid } from './syntaxes/liquid.ts';
import { prepareMarkdoc } from './syntaxes/markdoc.ts';
import { prepareMath } from './syntaxes/math.ts';
import { prepareMdbook } from './syntaxes/mdbook.ts';
import { prepareMdc } from './syntaxes/mdc.ts';
import { prepareMkdocs } from './syntaxes/mkdocs.ts';
import { prepareMyst } from './syntaxes/myst.ts';
import { prepareShortcodes } from './syntaxes/shortcodes.ts';
import { prepareSvelte } from './syntaxes/svelte.ts';
import { prepareVue } from './syntaxes/vue.ts';
import { prepareZola } from './syntaxes/zola.ts';
import { liveLanguages, unwrapFences } from './unwrap-fences.ts';

/** A text whose foreign syntax has become tags that every parser knows. */
export interface Prepared {
  text: string;
  calls: readonly Call[];
  /** Source line of a heading -> the id its author gave it. */
  headingIds: ReadonlyMap<number, string>;
  /** Source line of each line, from 1; absent where no line moved. */
  lines?: readonly number[];
}

interface SourceSyntax {
  name: SyntaxName;
  /** Whether a text can hold the syntax at all; most do not, and cost nothing more than this. */
  occursIn(text: string): boolean;
  prepare(preparation: Preparation): Edits;
}

/** In the order in which they are read: what moves lines or takes fences away comes first. */
const syntaxes: readonly SourceSyntax[] = [
  {
    name: 'mkdocs',
    occursIn: (text) =>
      /^[ ]*(?:!!!|\?\?\?|===|::?:?[ ]|#{1,6}[ ]*:::|\/\/\/)|^ {1,3}(?:[-*+]|\d+[.)]) |^(?:[-*+] {3}|\d+[.)] {2}|\d{3,}[.)] )|8<-|\+\+|\{|:[a-z]+-|^\*\[|[$~^]|==|\\[([b]|\]\[|md:| markdown|<hr|<\/[a-zA-Z\d]+>[ \t]*\n {0,3}\S|^ {0,3}\[[^\]\n]+\]:|\[TOC\]/m.test(
        text,
      ),
    prepare: prepareMkdocs,
  },
  {
    name: 'myst',
    occursIn: (text) => /\{[\w:-]+\}|\)=$|^%|^\+\+\+/m.test(text),
    prepare: prepareMyst,
  },
  {
    name: 'block-attributes',
    occursIn: (text) => /^[ \t>]*\{[^{}\n]+\}[ \t]*$/m.test(text),
    prepare: prepareBlockAttributes,
  },
  {
    name: 'liquid',
    occursIn: (text) => /\{%-?\s*highlight\b/.test(text),
    prepare: prepareHighlight,
  },
  {
    name: 'kramdown',
    occursIn: (text) => /\{:|<\/[a-z\d]+>[ \t]*\n {0,3}[^\s<]/i.test(text),
    prepare: prepareKramdown,
  },
  { name: 'shortcodes', occursIn: (text) => /\{\{[<%]/.test(text), prepare: prepareShortcodes },
  { name: 'definitions', occursIn: (text) => /^[ ]*:[ ]/m.test(text), prepare: prepareDefinitions },
  { name: 'math', occursIn: (text) => /\$\$|\\[([b]/.test(text), prepare: prepareMath },
  {
    name: 'liquid',
    occursIn: (text) => /\{[{%]| markdown|^ {0,3}<[a-z]+[^<>\n]*>[ \t]*$/m.test(text),
    prepare: prepareLiquid,
  },
  { name: 'markdoc', occursIn: (text) => text.includes('{%'), prepare: prepareMarkdoc },
  { name: 'kumascript', occursIn: (text) => text.includes('{{'), prepare: prepareKumascript },
  { name: 'mdbook', occursIn: (text) => /\{\{|admonish/.test(text), prepare: prepareMdbook },
  { name: 'zola', occursIn: (text) => /\{[{%][^{}]*[()]/.test(text), prepare: prepareZola },
  {
    name: 'docfx',
    occursIn: (text) => /\[!|:::|<xref:|#tab\//.test(text),
    prepare: prepareDocfx,
  },
  { name: 'mdc', occursIn: (text) => /:[a-z]|[\])`*_]\{/i.test(text), prepare: prepareMdc },
  {
    name: 'vue',
    occursIn: (text) =>
      /<<<|@\[code|@include:|!!!| =\d*x\d*|<template\s#|\s@[a-z.:-]+="|^[ \t]*\/?>|\/>[ \t]*$|>[ \t]*\n[ \t>]*(?:```|~~~)/m.test(
        text,
      ),
    prepare: prepareVue,
  },
  {
    name: 'svelte',
    occursIn: (text) => /\{[#:/@\s\w'"`]|<[A-Z]|<svelte:/.test(text),
    prepare: prepareSvelte,
  },
  {
    name: 'attrs',
    occursIn: (text) => /[^{}]\}[ \t]*$|[)`*_>\]]\{/m.test(text),
    prepare: prepareAttrs,
  },
  {
    name: 'containers',
    // `a::b` is none. The colons come first in the pattern: that is found faster.
    occursIn: (text) => /::(?<!\w::)/.test(text),
    prepare: prepareContainers,
  },
  {
    name: 'heading-ids',
    occursIn: (text) => /[{[](?:[ \t]*[#.]|\/\*)/.test(text),
    prepare: prepareHeadingIds,
  },
];

const nothing: Pick<Prepared, 'calls' | 'headingIds'> = { calls: [], headingIds: new Map() };

/** Turns what a dialect writes beyond Markdown and MDX into tags, before any parser sees it. */
export function prepare(text: string, options: PreparationOptions): Prepared {
  const names: readonly string[] = options.dialect.syntaxes ?? [];
  const live = liveLanguages(options.dialect).some((language) => text.includes(language));
  const used = syntaxes.filter(({ name, occursIn }) => names.includes(name) && occursIn(text));
  if (!live && used.length === 0) return { text, ...nothing };
  const preparation = new Preparation(text, options);
  // A fence of four signs may hold one of three.
  for (let depth = 0; live && depth < 2; depth++) preparation.apply(unwrapFences(preparation));
  for (const { prepare } of used) preparation.apply(prepare(preparation));
  const { calls, headingIds, moved } = preparation;
  const prepared = { text: textOf(preparation), calls, headingIds };
  return moved === undefined ? prepared : { ...prepared, lines: moved };
}

/** The text, with what became of a call restored on lines that turned out to be code. */
function textOf({ lines, calls }: Preparation): string {
  if (calls.length === 0 || !lines.text.some((line) => codeWithCall.test(line)))
    return lines.text.join('\n');
  return lines.text
    .map((line, index) =>
      lines.kind[index] === 'code' && line.includes('x-call') ? withoutCalls(line, calls) : line,
    )
    .join('\n');
}

const codeWithCall = /^[ >]*(?: {4}|\t).*x-call/;

const definitionKinds = { boxes: false };

/** PHP Markdown Extra's definition lists, as Goldmark reads them: `term`, below it `: definition`. */
function prepareDefinitions(preparation: Preparation): Edits {
  const { text } = preparation.lines;
  return Blocks.occurIn(text) ? new Blocks(preparation, definitionKinds).read() : new Edits();
}
