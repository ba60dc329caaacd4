import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { ContextorError } from '../errors.ts';
import { slashed } from '../files/source-name.ts';
import type { Invocation } from './command.ts';
import { printMessages } from './reporters/messages.ts';

/** `build --stdout FILE` and `build --stdin-filepath FILE`: the `.mdc` of one document to stdout. */
export async function printDocument(settings: Settings, invocation: Invocation): Promise<number> {
  const { io, terminal, options } = invocation;
  const document = await named(settings, invocation);
  const { inspect } = await import('../one-document.ts');
  const { output, messages } = await inspect(settings, document);
  if (output !== undefined) io.stdout.write(output);
  const quiet = options.quiet === true;
  printMessages(messages, { terminal, settings, io, quiet, verbose: options.verbose === true });
  const warnings = messages.some(({ severity }) => severity === 'warning');
  return output === undefined || (settings.strict && warnings) ? 1 : 0;
}

async function named(
  settings: Settings,
  { arguments: given, io, options }: Invocation,
): Promise<{ path: string; text?: string }> {
  if (typeof options.stdinFilepath === 'string') {
    const path = pathFromHere(options.stdinFilepath, settings, io.cwd);
    return { path, text: await readInput(io.stdin, settings) };
  }
  const [file, another] = given;
  if (file !== undefined && another === undefined) {
    return { path: documentPath(file, settings, io.cwd) };
  }
  throw new ContextorError(`option --stdout takes one document; received ${given.length}`, {
    code: 'STDOUT_ONE',
    remedy: 'Name one file: contextor build --stdout docs/guide.mdx',
  });
}

async function readInput(
  stdin: Invocation['io']['stdin'],
  { documentLimitMb }: Settings,
): Promise<string> {
  const chunks: Buffer[] = [];
  let left = documentLimitMb * 1024 * 1024;
  for await (const chunk of stdin.isTTY === true ? [] : stdin) {
    chunks.push(Buffer.from(chunk));
    left -= chunks.at(-1)!.length;
    if (left < 0) throw tooMuchInput(documentLimitMb);
  }
  if (chunks.length > 0) return Buffer.concat(chunks).toString('utf8');
  throw new ContextorError(
    'option --stdin-filepath reads the document from stdin, which is empty',
    {
      code: 'STDIN_EMPTY',
      remedy: 'Pipe the text in: contextor build --stdin-filepath docs/guide.mdx < docs/guide.mdx',
    },
  );
}

function tooMuchInput(limitMb: number): ContextorError {
  return new ContextorError(
    `stdin has more than \`documentLimitMb\` allows (${limitMb} MB); it was not read to its end`,
    { code: 'STDIN_TOO_LARGE', remedy: 'Pipe in a smaller document, or raise the limit.' },
  );
}

/** The path of a document relative to the sources, as people give it: from here, or from the sources. */
export function documentPath(given: string, settings: Settings, cwd: string): string {
  const isFromSources =
    !existsSync(resolve(cwd, given)) && existsSync(join(settings.sourceRoot, given));
  return isFromSources ? slashed(given) : pathFromHere(given, settings, cwd);
}

/** The path of what need not be a file; one that is not below the sources counts as relative to them. */
function pathFromHere(given: string, { sourceRoot }: Settings, cwd: string): string {
  const fromHere = slashed(relative(sourceRoot, resolve(cwd, given)));
  return fromHere.startsWith('../') ? slashed(given).replace(/^(?:\.*\/)+/, '') : fromHere;
}
