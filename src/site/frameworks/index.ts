import { readStarlight } from './astro/starlight.ts';
import { readBlume } from './blume.ts';
import { readDocBuilder } from './doc-builder.ts';
import { readDocfx } from './docfx.ts';
import { readDocusaurus } from './docusaurus/docusaurus.ts';
import { readDocusaurus1 } from './docusaurus/docusaurus-1.ts';
import { readDumi } from './dumi.ts';
import { readEleventy } from './eleventy.ts';
import { readFern } from './fern.ts';
import type { FrameworkName } from './find.ts';
import type { ReadFramework } from './framework.ts';
import { readGatsby } from './gatsby.ts';
import { readHugo } from './hugo/hugo.ts';
import { readHexo } from './jekyll/hexo.ts';
import { readJekyll } from './jekyll/jekyll.ts';
import { readGitbook, readMdbook } from './mdbook.ts';
import { readMiddleman } from './middleman.ts';
import { readMintlify } from './mintlify.ts';
import { readMkdocs } from './mkdocs/mkdocs.ts';
import { readMystmd } from './mystmd.ts';
import { readFumadocsSite } from './next/fumadocs.ts';
import { readNext } from './next/next.ts';
import { readNuxt, readUndocs } from './nuxt/nuxt.ts';
import { readQuartz } from './quartz.ts';
import { readReadme } from './readme.ts';
import { readRedocly } from './redocly.ts';
import { readRetype } from './retype.ts';
import { readQwikCity, readSolidStart, readSvelteKit } from './routers.ts';
import { readRspress } from './rspress.ts';
import { readSphinx } from './sphinx.ts';
import { readVitepress } from './vitepress.ts';
import { readVocs } from './vocs.ts';
import { readVuepress } from './vuepress.ts';
import { readWriterside } from './writerside.ts';
import { readZola } from './zola.ts';
import { readZudoku } from './zudoku.ts';

/**
 * How the sites of each framework are read, in the order in which they are tried on a folder. A new one
 * is a file, a line here and one in `find.ts`.
 */
export const frameworks: Readonly<Record<FrameworkName, ReadFramework>> = {
  docusaurus: readDocusaurus,
  'docusaurus-1': readDocusaurus1,
  starlight: readStarlight,
  vitepress: readVitepress,
  vuepress: readVuepress,
  rspress: readRspress,
  vocs: readVocs,
  blume: readBlume,
  mkdocs: readMkdocs,
  mintlify: readMintlify,
  fern: readFern,
  redocly: readRedocly,
  readme: readReadme,
  zudoku: readZudoku,
  'nuxt-content': readNuxt,
  undocs: readUndocs,
  next: readNext,
  fumadocs: readFumadocsSite,
  zola: readZola,
  hugo: readHugo,
  mdbook: readMdbook,
  gitbook: readGitbook,
  docfx: readDocfx,
  writerside: readWriterside,
  middleman: readMiddleman,
  retype: readRetype,
  quartz: readQuartz,
  'doc-builder': readDocBuilder,
  mystmd: readMystmd,
  sphinx: readSphinx,
  gatsby: readGatsby,
  dumi: readDumi,
  eleventy: readEleventy,
  hexo: readHexo,
  jekyll: readJekyll,
  'qwik-city': readQwikCity,
  'solid-start': readSolidStart,
  sveltekit: readSvelteKit,
};
