import { starlight } from './astro/starlight.ts';
import { blume } from './blume.ts';
import { docfx } from './docfx.ts';
import { docusaurus } from './docusaurus/docusaurus.ts';
import { docusaurus1 } from './docusaurus/docusaurus-1.ts';
import { eleventy } from './eleventy.ts';
import { fern } from './fern.ts';
import type { Framework } from './framework.ts';
import { gatsby } from './gatsby.ts';
import { hugo } from './hugo/hugo.ts';
import { hexo } from './jekyll/hexo.ts';
import { jekyll } from './jekyll/jekyll.ts';
import { gitbook, mdbook } from './mdbook.ts';
import { mintlify } from './mintlify.ts';
import { mkdocs } from './mkdocs.ts';
import { mystmd } from './mystmd.ts';
import { fumadocs } from './next/fumadocs.ts';
import { next } from './next/next.ts';
import { nuxt, undocs } from './nuxt/nuxt.ts';
import { qwikCity, solidStart, svelteKit } from './routers.ts';
import { rspress } from './rspress.ts';
import { sphinx } from './sphinx.ts';
import { vitepress } from './vitepress.ts';
import { vocs } from './vocs.ts';
import { vuepress } from './vuepress.ts';
import { zola } from './zola.ts';

/** In the order in which they are tried on a folder. A new one is a file, a line here and one in `find.ts`. */
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
