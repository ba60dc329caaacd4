import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { ParseError } from 'jsonc-parser';
import { parse, stringify } from 'smol-toml';
import writeFileAtomic from 'write-file-atomic';
import { ContextorError } from '../../errors.ts';
import { makeFolders } from '../../files/make-folders.ts';
import { isRecord } from '../../is-record.ts';
import type { Invocation } from '../command.ts';

/**
 * Adds the server to the configurations of MCP clients, to all or, where one cannot be read, to
 * none. What they hold stays.
 * @throws ContextorError `INIT_MCP_FILE`
 */
export function initMcp({ options, io, terminal }: Invocation): void {
  const dryRun = options.dryRun === true;
  const changes = clientFiles.map((file) => changeOf(io.cwd, file));
  for (const { client, path, before, after } of changes) {
    if (after === before) {
      terminal.line(`Left ${path} (${client}) as it is: it names "${serverName}".`);
      continue;
    }
    if (!dryRun) put(io.cwd, path, after);
    terminal.line(`${dryRun ? 'Would write' : 'Wrote'} ${path} (${client}).`);
  }
  terminal.line('Next: npx contextor build --search');
  terminal.line('Every build writes the index if the configuration says "search": true.');
}

function changeOf(cwd: string, { client, path, withServer }: ClientFile) {
  const file = join(cwd, path);
  try {
    const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
    return { client, path, before, after: withServer(before) };
  } catch (cause) {
    throw cannot(path, 'read', cause);
  }
}

function put(cwd: string, path: string, text: string): void {
  try {
    makeFolders(dirname(join(cwd, path)));
    writeFileAtomic.sync(join(cwd, path), text);
  } catch (cause) {
    throw cannot(path, 'written', cause);
  }
}

function cannot(path: string, done: 'read' | 'written', cause: unknown): ContextorError {
  return new ContextorError(`${path} cannot be ${done}`, {
    code: 'INIT_MCP_FILE',
    remedy: 'Fix or move it, then run init --mcp again.',
    cause,
  });
}

const require = createRequire(import.meta.url);

/** The name of the server in the configurations of clients. */
const serverName = 'contextor';
/** What starts the server, in the project's folder. */
const server = { command: 'npx', args: ['contextor', 'mcp'] };

/** A configuration file of an MCP client, and how the server is added to its text. */
interface ClientFile {
  client: string;
  /** Relative to the project's folder. */
  path: string;
  /**
   * @returns the same text where it names the server already.
   * @throws Error where the text cannot be read, or has no place for a server.
   */
  withServer(text: string): string;
}

const clientFiles: readonly ClientFile[] = [
  json('Claude Code', '.mcp.json', 'mcpServers', server),
  json('Cursor', '.cursor/mcp.json', 'mcpServers', server),
  json('VS Code', '.vscode/mcp.json', 'servers', { type: 'stdio', ...server }),
  { client: 'Codex', path: '.codex/config.toml', withServer: withTomlServer },
];

function json(client: string, path: string, key: string, entry: object): ClientFile {
  return { client, path, withServer: (text) => withJsonServer(text, key, entry) };
}

/** Adds before what is there, so that no comment changes its place. */
function withJsonServer(text: string, key: string, entry: object): string {
  const {
    applyEdits,
    modify,
    parse: parseJson,
  }: typeof import('jsonc-parser') = require('jsonc-parser');
  const before = text.trim() === '' ? '{}\n' : text;
  const errors: ParseError[] = [];
  const data = parseJson(before, errors, { allowTrailingComma: true });
  if (errors[0] !== undefined) throw new Error(`invalid JSON in line ${lineAt(before, errors[0])}`);
  if (!isRecord(data)) throw new Error('it holds no JSON object');
  const servers = data[key] ?? {};
  if (!isRecord(servers)) throw new Error(`its "${key}" is not an object`);
  if (Object.hasOwn(servers, serverName)) return text;

  const formattingOptions = { ...indentOf(before), eol: lineEndOf(before) };
  const getInsertionIndex = () => 0;
  const path = [key, serverName];
  return applyEdits(before, modify(before, path, entry, { formattingOptions, getInsertionIndex }));
}

/** Appends a table, so that every byte stays. */
function withTomlServer(text: string): string {
  const { mcp_servers: servers } = parse(text);
  if (isRecord(servers) && Object.hasOwn(servers, serverName)) return text;
  const table = stringify({ mcp_servers: { [serverName]: server } });
  const gap = text.trim() === '' ? '' : text.endsWith('\n') ? '\n' : '\n\n';
  const after = text + (gap + table).replaceAll('\n', lineEndOf(text));
  try {
    parse(after);
  } catch {
    throw new Error('its "mcp_servers" is written inline and cannot be extended');
  }
  return after;
}

const lineAt = (text: string, { offset }: ParseError): number =>
  text.slice(0, offset).split('\n').length;

function indentOf(text: string): { insertSpaces: boolean; tabSize: number } {
  const indent = /^\{\s*?\n([ \t]+)/.exec(text)?.[1] ?? '  ';
  return { insertSpaces: !indent.startsWith('\t'), tabSize: indent.length };
}

const lineEndOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');
