import type { Lines } from '../lines/lines.ts';
import { type Call, withoutCalls } from './call.ts';
import type { Edits } from './edits.ts';
import {
  brokenEnd,
  deepFence,
  innerPre,
  looseTag,
  prepareBrokenEnds,
  prepareDeepFences,
  prepareInnerPres,
  prepareLooseTags,
  prepareTightFences,
  tightFence,
} from './loose-tags.ts';
import { Preparation, type PreparationOptions, type SourceSyntax } from './preparation.ts';
import { attrs, blockAttributes } from './syntaxes/attrs.ts';
import { containers } from './syntaxes/containers.ts';
import { definitions, definitionsAroundShortcodes } from './syntaxes/definitions.ts';
import { docBuilder } from './syntaxes/doc-builder.ts';
import { docfx } from './syntaxes/docfx.ts';
import { docsify } from './syntaxes/docsify.ts';
import { headingIds } from './syntaxes/heading-ids.ts';
import { highlight } from './syntaxes/highlight.ts';
import { icons } from './syntaxes/icons.ts';
import { kramdown } from './syntaxes/kramdown.ts';
import { kumascript } from './syntaxes/kumascript.ts';
import { liquid } from './syntaxes/liquid.ts';
import { markdoc } from './syntaxes/markdoc.ts';
import { math } from './syntaxes/math.ts';
import { mdbook } from './syntaxes/mdbook.ts';
import { mdc } from './syntaxes/mdc.ts';
import { mintlify } from './syntaxes/mintlify.ts';
import { mkdocs } from './syntaxes/mkdocs.ts';
import { myst } from './syntaxes/myst.ts';
import { obsidian } from './syntaxes/obsidian.ts';
import { openapiDocs } from './syntaxes/openapi-docs.ts';
import { readme } from './syntaxes/readme.ts';
import { retype } from './syntaxes/retype.ts';
import { shortcodes } from './syntaxes/shortcodes.ts';
import { slate } from './syntaxes/slate.ts';
import { svelte } from './syntaxes/svelte.ts';
import { pipeInCode, prepareWideRows, shortHeads } from './syntaxes/table-rows.ts';
import { textDirectives } from './syntaxes/text-directives.ts';
import { vue } from './syntaxes/vue.ts';
import { writerside } from './syntaxes/writerside.ts';
import { zola } from './syntaxes/zola.ts';
import { liveLanguages, unwrapAll } from './unwrap-fences.ts';

/** A text whose foreign syntax has become tags that every parser knows. */
export interface Prepared {
  text: string;
  calls: readonly Call[];
  /** Source line of a heading -> the id its author gave it. */
  headingIds: ReadonlyMap<number, string>;
  /** Source line of each line, from 1; absent where no line moved. */
  lines?: readonly number[];
}

/** In the order in which they are read: what moves lines or takes fences away comes first. */
const syntaxes: readonly SourceSyntax[] = [
  writerside,
  readme,
  obsidian,
  openapiDocs,
  mintlify,
  mkdocs,
  myst,
  blockAttributes,
  shortHeads,
  highlight,
  kramdown,
  definitionsAroundShortcodes,
  shortcodes,
  definitions,
  retype,
  math,
  liquid,
  markdoc,
  kumascript,
  mdbook,
  zola,
  docfx,
  docBuilder,
  docsify,
  slate,
  mdc,
  vue,
  svelte,
  icons,
  attrs,
  textDirectives,
  containers,
  headingIds,
];

/** What every dialect needs, in this order: a sign that the text contains, and what changes its lines. */
const always: readonly (readonly [sign: RegExp, repair: (lines: Lines) => Edits])[] = [
  [brokenEnd, prepareBrokenEnds],
  [looseTag, prepareLooseTags],
  [deepFence, prepareDeepFences],
  [tightFence, prepareTightFences],
  [innerPre, prepareInnerPres],
  [pipeInCode, prepareWideRows],
];

const nothing: Pick<Prepared, 'calls' | 'headingIds'> = { calls: [], headingIds: new Map() };

/** Turns what a dialect writes beyond Markdown and MDX into tags, before any parser sees it. */
export function prepare(text: string, options: PreparationOptions): Prepared {
  const names: readonly string[] = options.dialect.syntaxes ?? [];
  const live = liveLanguages(options.dialect).some((language) => text.includes(language));
  const used = syntaxes.filter(
    ({ name, sign }) => names.includes(name) && (!sign || sign.test(text)),
  );
  const repairs = always.filter(([sign]) => sign.test(text));
  if (!live && repairs.length === 0 && used.length === 0) return { text, ...nothing };
  const preparation = new Preparation(text, options);
  if (live) unwrapAll(preparation);
  for (const [, repair] of repairs) preparation.apply(repair(preparation.lines));
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
