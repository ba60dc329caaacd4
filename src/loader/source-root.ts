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
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT')
      throw missing(sourceRoot, 'does not exist');
    throw missing(sourceRoot, 'cannot be read', cause);
  }
  throw missing(sourceRoot, 'is not a folder');
}

function missing(sourceRoot: string, fault: string, cause?: unknown): ContextorError {
  return new ContextorError(`the source folder ${sourceRoot} ${fault}`, {
    code: 'SOURCE_MISSING',
    remedy: 'Set `src` in the configuration, or pass --src, with a folder that contains Markdown.',
    cause,
  });
}
