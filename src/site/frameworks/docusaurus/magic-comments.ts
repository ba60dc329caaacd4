import { listOf, member, type StaticData, stringMember } from '../../config/values.ts';

/**
 * What comments in code say that only colour lines, where the site sets its own:
 * https://docusaurus.io/docs/markdown-features/code-blocks#custom-magic-comments
 */
export function magicCommentsOf(config: StaticData): string[] | undefined {
  const stated = listOf(member(config, 'themeConfig', 'prism', 'magicComments'));
  const words = stated.flatMap((one) =>
    [['line'], ['block', 'start'], ['block', 'end']].flatMap(
      (path) => stringMember(one, ...path) ?? [],
    ),
  );
  return words.length === 0 ? undefined : words;
}
