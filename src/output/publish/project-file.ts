import { readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { attempt } from '../../attempt.ts';
import { ContextorError } from '../../errors.ts';
import { makeFolders } from '../../files/make-folders.ts';
import { slashed } from '../../files/source-name.ts';
import { isRecord } from '../../is-record.ts';
import type { Emitted } from '../emitter/compare.ts';
import type { Output } from '../output.ts';

/**
 * Changes one file of the project whole or not at all: `change` gets its text (undefined where
 * there is none) and gives the new one (undefined to have none).
 *
 * @param path relative to the project's folder
 */
export function settleProjectFile(
  { cwd, output }: { cwd: string; output: Output },
  path: string,
  change: (text: string | undefined) => string | undefined,
): void {
  const absolute = join(cwd, path);
  const before = readIfThere(absolute);
  const after = change(before);
  if (after !== before && !output.dry) put(absolute, after);
  output.note(slashed(relative(output.outRoot, absolute)), emittedBy(before, after));
}

function put(path: string, text: string | undefined): void {
  if (text === undefined) {
    rmSync(path);
    return;
  }
  makeFolders(dirname(path));
  writeFileAtomic.sync(path, text);
}

function emittedBy(before: string | undefined, after: string | undefined): Emitted | 'removed' {
  if (after === before) return 'unchanged';
  if (after === undefined) return 'removed';
  return before === undefined ? 'created' : 'changed';
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

const schema = 'https://context7.com/schema/context7.json';

/**
 * The text of `context7.json` with what contextor says in it; what others say stays. Without content
 * its own keys are taken out, and the file where nothing else is left.
 */
export function context7(
  text: string | undefined,
  about:
    | { title: string; description?: string | undefined; folders: readonly string[] }
    | undefined,
): string | undefined {
  const found = text === undefined ? {} : parsed(text);
  const { $schema, projectTitle, description, folders, ...others } = found;
  if (about === undefined) {
    const isOurs = projectTitle !== undefined || folders !== undefined;
    if (!isOurs) return text;
    return Object.keys(others).length === 0 ? undefined : json({ $schema, ...others });
  }
  return json({
    $schema: $schema ?? schema,
    projectTitle: about.title,
    ...(about.description
      ? { description: about.description }
      : description !== undefined && { description }),
    folders: about.folders,
    ...others,
  });
}

const json = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;

/** @throws ContextorError `AGENT_FILE_FOREIGN` where it is not an object of JSON */
function parsed(text: string): Record<string, unknown> {
  const value: unknown = attempt(() => JSON.parse(text));
  if (isRecord(value)) return value;
  throw new ContextorError('context7.json is not a JSON object', {
    code: 'AGENT_FILE_FOREIGN',
    remedy: 'Fix it, or remove "agents.context7" from the configuration.',
  });
}
