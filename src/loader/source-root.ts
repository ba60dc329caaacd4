import { realpathSync, statSync } from 'node:fs';
import { ContextorError } from '../errors.ts';

/**
 * The source root with its own links resolved.
 *
 * @throws ContextorError `SOURCE_MISSING`
 */
export function realSourceRoot(sourceRoot: string): string {
  try {
    const root = realpathSync(sourceRoot);
    if (statSync(root).isDirectory()) return root;
  } catch (cause) {
    throw missing(sourceRoot, 'does not exist', cause);
  }
  throw missing(sourceRoot, 'is not a folder');
}

function missing(sourceRoot: string, fault: string, cause?: unknown): ContextorError {
  return new ContextorError(`The source folder ${sourceRoot} ${fault}.`, {
    code: 'SOURCE_MISSING',
    remedy: 'Set `src` in the configuration, or pass --src, with a folder that holds Markdown.',
    cause,
  });
}
