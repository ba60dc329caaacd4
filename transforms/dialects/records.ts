import type { Dialect } from '../../src/contract/dialect.ts';
import { docBuilder } from './doc-builder.ts';
import { docfx } from './docfx.ts';
import { docsify } from './docsify.ts';
import { docusaurus } from './docusaurus.ts';
import { dumi } from './dumi.ts';
import { fern } from './fern.ts';
import { fumadocs } from './fumadocs.ts';
import { generic } from './generic.ts';
import { github } from './github.ts';
import { hugo } from './hugo.ts';
import { kumascript } from './kumascript.ts';
import { liquid } from './liquid.ts';
import { markdoc } from './markdoc.ts';
import { mdbook } from './mdbook.ts';
import { mdc } from './mdc.ts';
import { mintlify } from './mintlify.ts';
import { mkdocsMaterial } from './mkdocs-material.ts';
import { myst } from './myst.ts';
import { nextra } from './nextra.ts';
import { obsidian } from './obsidian.ts';
import { reactDev } from './react-dev.ts';
import { readme } from './readme.ts';
import { retype } from './retype.ts';
import { rspress } from './rspress.ts';
import { slate } from './slate.ts';
import { starlight } from './starlight.ts';
import { storybook } from './storybook.ts';
import { svelte } from './svelte.ts';
import { vitepress } from './vitepress.ts';
import { vocs } from './vocs.ts';
import { writerside } from './writerside.ts';
import { zola } from './zola.ts';
import { zudoku } from './zudoku.ts';

/**
 * The built-in dialects, each one record in a file of its own. Their order is that of precedence,
 * where a folder shows the signs of several.
 */
export const dialectRecords = [
  generic,
  docusaurus,
  starlight,
  vitepress,
  nextra,
  fumadocs,
  mintlify,
  fern,
  reactDev,
  mkdocsMaterial,
  zola,
  hugo,
  mdc,
  markdoc,
  kumascript,
  liquid,
  myst,
  mdbook,
  docfx,
  docBuilder,
  rspress,
  vocs,
  dumi,
  storybook,
  svelte,
  docsify,
  obsidian,
  github,
  writerside,
  slate,
  retype,
  readme,
  zudoku,
] as const;

/** The dialect that the ending of a document says, whatever the others of its site are. */
export const dialectByEnding = (path: string): string | undefined =>
  (dialectRecords as readonly Dialect[]).find(({ endings = [] }) =>
    endings.some((ending) => path.toLowerCase().endsWith(ending)),
  )?.name;
