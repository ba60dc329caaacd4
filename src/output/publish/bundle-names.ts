import { ContextorError } from '../../errors.ts';

const valid = /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u;

/**
 * Checks that the bundles' files can be told apart on every file system.
 *
 * @throws ContextorError `BUNDLE_NAME` for a name that is not a file name, `BUNDLE_COLLISION` for two
 *   names that give one file (`API` and `api`, or `api` split in parts and `api-1`).
 */
export function checkBundleNames(names: readonly string[]): void {
  const taken = new Map<string, string>();
  for (const name of names) {
    if (!valid.test(name)) {
      throw new ContextorError(`bundles: "${name}" cannot be a file name`, {
        code: 'BUNDLE_NAME',
        remedy: 'Use letters, digits, dots, dashes and underscores, such as "api-reference".',
      });
    }
    const key = name.toLowerCase();
    const stem = key.replace(/-\d+$/, '');
    const other = taken.get(key) ?? (stem === key ? undefined : taken.get(stem));
    const part = [...taken].find(([known]) => known.replace(/-\d+$/, '') === key && known !== key);
    const clash = other ?? part?.[1];
    if (clash !== undefined) {
      throw new ContextorError(`bundles: "${clash}" and "${name}" would write one file`, {
        code: 'BUNDLE_COLLISION',
        remedy: 'Give them names that differ in more than case or a closing number.',
      });
    }
    taken.set(key, name);
  }
}
