import { ContextorError } from '../../errors.ts';
import { isRecord } from '../../is-record.ts';

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
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value;
  } catch {
    // The same.
  }
  throw new ContextorError('context7.json is not a JSON object', {
    code: 'AGENT_FILE_FOREIGN',
    remedy: 'Fix it, or remove "agents.context7" from the configuration.',
  });
}
