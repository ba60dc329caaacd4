import { cleanMdx } from './clean-mdx.ts';
import { compress } from './compress.ts';
import type { Transform } from './define.ts';
import { fixLinks } from './fix-links.ts';
import { codeIndex, linkIndex, outline } from './index-fields.ts';
import { metadata } from './metadata.ts';
import { normalize } from './normalize.ts';
import { render, statistics } from './statistics.ts';

/** The stages that every document goes through, in declared order. */
export const builtInTransforms: readonly Transform[] = [
  cleanMdx,
  normalize,
  fixLinks,
  compress,
  render,
  metadata,
  outline,
  codeIndex,
  linkIndex,
  statistics,
];
