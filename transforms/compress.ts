import type { Root, RootContent } from 'mdast';
import { skip } from '../src/engine/results.ts';
import { compressAddresses, describe } from './compress/addresses.ts';
import { type Compression, compressBlocks } from './compress/blocks.ts';
import { activeRules, limitsFor } from './compress/limits.ts';
import { withoutPlainSentences } from './compress/plain-sentences.ts';
import { withoutOldReleases } from './compress/releases.ts';
import { ShownLines, withoutRepeatedText } from './compress/repeated.ts';
import { blocksOfProse, compressSections } from './compress/sections.ts';
import { declared } from './declared.ts';
import { defineTransform } from './define.ts';
import { markerLine } from './nodes.ts';
import { tidyBlocks } from './normalize/blocks.ts';

/**
 * Leaves out what the profile's rules allow, with a marker in each place, and contributes what each
 * rule saved. Does nothing under `lossless`, unless the configuration turns a rule on.
 */
export const compress = defineTransform({
  name: 'compress',
  ...declared.compress,
  kind: 'transform',
  after: ['fix-links'],
  run({ tree, settings }) {
    const rules = activeRules(settings);
    if (!rules) return skip(`the profile is ${settings.profile}`);
    const limits = limitsFor(settings);
    const compression: Compression = {
      rules,
      limits,
      keepLanguages: new Set(settings.compress.keepLanguages),
      savings: {},
      shown: new Set(),
      shownLines: new ShownLines(),
    };
    const { savings } = compression;
    if (rules['old-releases'] !== false) {
      tree.children = withoutOldReleases(tree.children, { most: limits.maxReleases, savings });
    }
    compressBlocks(tree, compression);
    const leftOut = shortenProse(tree, compression);
    if (rules['repeated-text'] !== false) withoutRepeatedText(tree, compression);
    leftOut.push(...describe(compressAddresses(tree, { rules, savings })));
    if (leftOut.length > 0) tree.children.push(markerLine(leftOut.join(', ')));
    if (Object.keys(savings).length === 0) return undefined;
    tidyBlocks(tree, new Map());
    return { savings };
  },
});

/** Shortens sections; gives what the note at the end of the page has to say of it. */
function shortenProse(tree: Root, { rules, limits, savings }: Compression): string[] {
  const isGist = rules['plain-sentences'] !== false;
  const sentences = isGist ? withoutPlainSentences(tree, savings) : 0;
  const blocks: RootContent[] = [];
  if (rules['long-sections'] !== false) {
    tree.children = compressSections(tree.children, {
      limit: limits.maxSectionCharacters,
      savings,
      omittedBlocks: isGist ? blocks : undefined,
    });
  }
  return [
    ...(sentences === 0 ? [] : [`${sentences} ${sentences === 1 ? 'sentence' : 'sentences'}`]),
    ...(blocks.length === 0 ? [] : [blocksOfProse(blocks)]),
  ];
}
