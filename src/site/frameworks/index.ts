import { blume } from './blume.ts';
import { docfx } from './docfx.ts';
import { docusaurus } from './docusaurus.ts';
import { docusaurus1 } from './docusaurus-1.ts';
import { eleventy } from './eleventy.ts';
import { fern } from './fern.ts';
import type { Framework } from './framework.ts';
import { fumadocs } from './fumadocs.ts';
import { gatsby } from './gatsby.ts';
import { hexo } from './hexo.ts';
import { hugo } from './hugo.ts';
import { jekyll } from './jekyll.ts';
import { gitbook, mdbook } from './mdbook.ts';
import { mintlify } from './mintlify.ts';
import { mkdocs } from './mkdocs.ts';
import { mystmd } from './mystmd.ts';
import { next } from './next.ts';
import { nuxt } from './nuxt.ts';
import { qwikCity, solidStart, svelteKit } from './routers.ts';
import { rspress } from './rspress.ts';
import { sphinx } from './sphinx.ts';
import { starlight } from './starlight.ts';
import { undocs } from './undocs.ts';
import { vitepress } from './vitepress.ts';
import { vocs } from './vocs.ts';
import { vuepress } from './vuepress.ts';
import { zola } from './zola.ts';

/** In the order in which they are asked about a folder. A further one is a file, a line here and one in `find.ts`. */
export const frameworks: readonly Framework[] = [
  docusaurus,
  docusaurus1,
  starlight,
  vitepress,
  vuepress,
  rspress,
  vocs,
  blume,
  mkdocs,
  mintlify,
  fern,
  nuxt,
  undocs,
  next,
  fumadocs,
  zola,
  hugo,
  mdbook,
  gitbook,
  docfx,
  mystmd,
  sphinx,
  gatsby,
  eleventy,
  hexo,
  jekyll,
  qwikCity,
  solidStart,
  svelteKit,
];
