import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { parse as parseJsonc } from 'jsonc-parser';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, onTestFinished, test } from 'vitest';
import { folderWith } from '../../setup/folder.ts';
import { bin } from '../../setup/package.ts';
import { runHere } from '../run-here.ts';

const paths = ['.mcp.json', '.cursor/mcp.json', '.vscode/mcp.json', '.codex/config.toml'];
const server = { command: 'npx', args: ['contextor', 'mcp'] };

const read = (cwd: string, path: string): string => readFileSync(join(cwd, path), 'utf8');
const texts = (cwd: string): (string | undefined)[] =>
  paths.map((path) => (existsSync(join(cwd, path)) ? read(cwd, path) : undefined));

describe('init --mcp', () => {
  test('writes one server for each client, in its format', async () => {
    const cwd = folderWith({});
    const run = await runHere(['init', '--mcp'], { cwd });
    expect(run).toMatchObject({ code: 0, stdout: '' });
    expect(run.stderr).toBe(
      [
        'Wrote .mcp.json (Claude Code).',
        'Wrote .cursor/mcp.json (Cursor).',
        'Wrote .vscode/mcp.json (VS Code).',
        'Wrote .codex/config.toml (Codex).',
        'Next: npx contextor build --search\n' +
          'Every build writes the index if the configuration says "search": true.\n',
      ].join('\n'),
    );
    expect(JSON.parse(read(cwd, '.mcp.json'))).toEqual({ mcpServers: { contextor: server } });
    expect(read(cwd, '.cursor/mcp.json')).toBe(read(cwd, '.mcp.json'));
    expect(JSON.parse(read(cwd, '.vscode/mcp.json'))).toEqual({
      servers: { contextor: { type: 'stdio', ...server } },
    });
    expect(parseToml(read(cwd, '.codex/config.toml'))).toEqual({
      mcp_servers: { contextor: server },
    });
    expect(existsSync(join(cwd, 'contextor.config.yaml'))).toBe(false);
  });

  test('changes nothing the second time', async () => {
    const cwd = folderWith({ 'contextor.config.yaml': 'src: .\n' });
    expect((await runHere(['init', '--mcp'], { cwd })).code).toBe(0);
    const first = texts(cwd);
    const run = await runHere(['init', '--mcp'], { cwd });
    expect(run.code).toBe(0);
    expect(run.stderr).toContain('Left .mcp.json (Claude Code) as it is: it names "contextor".\n');
    expect(run.stderr).not.toContain('Wrote');
    expect(texts(cwd)).toEqual(first);
  });

  test('writes nothing under --dry-run', async () => {
    const cwd = folderWith({});
    const run = await runHere(['init', '--mcp', '--dry-run'], { cwd });
    expect(run.code).toBe(0);
    expect(run.stderr).toContain('Would write .codex/config.toml (Codex).\n');
    expect(texts(cwd)).toEqual(paths.map(() => undefined));
  });

  test.each([
    ['.mcp.json', '{\n    "mcpServers": {\n        "a": {"command": "b"}\n    }\n}\n'],
    ['.mcp.json', '{}'],
    ['.mcp.json', ''],
    ['.cursor/mcp.json', '{\r\n\t"mcpServers": {},\r\n\t"more": [1]\r\n}\r\n'],
    ['.vscode/mcp.json', '{\n  // Asked once.\n  "inputs": [], // none\n}\n'],
    [
      '.vscode/mcp.json',
      '{\n  "servers": {\n    // The a.\n    "a": { "url": "b" }, // b\n  },\n}\n',
    ],
    ['.codex/config.toml', '# Mine.\nmodel = "m" # this\n\n[mcp_servers.a]\ncommand = "b"'],
    ['.codex/config.toml', 'model = "m"\r\n'],
  ])('keeps what %s holds: %j', async (path, before) => {
    const cwd = folderWith({ [path]: before });
    expect((await runHere(['init', '--mcp'], { cwd })).code).toBe(0);
    const after = read(cwd, path);
    const data = path.endsWith('.toml') ? parseToml : (text: string) => parseJsonc(text) ?? {};
    const key =
      path === '.vscode/mcp.json' ? 'servers' : /json$/.test(path) ? 'mcpServers' : 'mcp_servers';
    const { [key]: servers, ...others } = data(after) as Record<string, Record<string, unknown>>;
    const { [key]: oldServers, ...oldOthers } = data(before) as Record<string, object>;
    expect(others).toEqual(oldOthers);
    expect(servers).toEqual({ ...oldServers, contextor: expect.objectContaining(server) });
    for (const comment of before.match(/(?:\/\/|#).*/g) ?? []) expect(after).toContain(comment);
    expect(/(?<!\r)\n/.test(after)).toBe(!before.includes('\r\n'));
  });

  test('a comment stays beside what it is about', async () => {
    const text = '{\n  "servers": {\n    // The a.\n    "a": {"url":"b"}, // b\n  },\n}\n';
    const cwd = folderWith({ '.vscode/mcp.json': text });
    await runHere(['init', '--mcp'], { cwd });
    expect(read(cwd, '.vscode/mcp.json')).toContain('    // The a.\n    "a": {"url":"b"}, // b\n');
  });

  test('a server of the name that somebody changed stays', async () => {
    const own = '{"mcpServers":{"contextor":{"command":"contextor","args":["mcp","--docs","x"]}}}';
    const cwd = folderWith({ '.mcp.json': own });
    expect((await runHere(['init', '--mcp'], { cwd })).code).toBe(0);
    expect(read(cwd, '.mcp.json')).toBe(own);
  });

  test.each([
    ['.mcp.json', '{\n  "mcpServers": {\n', 'invalid JSON in line 3'],
    ['.cursor/mcp.json', '[]', 'it holds no JSON object'],
    ['.vscode/mcp.json', '{"servers": []}', 'its "servers" is not an object'],
    ['.codex/config.toml', 'model = \n', 'Invalid TOML document'],
    ['.codex/config.toml', 'mcp_servers = { a = { command = "b" } }\n', 'cannot be extended'],
  ])('refuses %s with %j, and writes none', async (path, text, cause) => {
    const cwd = folderWith({ [path]: text });
    const run = await runHere(['init', '--mcp'], { cwd });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(`error: ${path} cannot be read\n  caused by `);
    expect(run.stderr).toContain(cause);
    expect(run.stderr).toContain('Fix or move it, then run init --mcp again.');
    expect(texts(cwd)).toEqual(paths.map((each) => (each === path ? text : undefined)));
  });

  test('says which file cannot be written', async () => {
    const run = await runHere(['init', '--mcp'], { cwd: folderWith({ '.cursor': 'a file' }) });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('error: .cursor/mcp.json cannot be ');
    expect(run.stderr).not.toContain('defect');
  });

  test('does not go together with --from', async () => {
    const run = await runHere(['init', '--mcp', '--from', 'context7.json'], {
      cwd: folderWith({}),
    });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('--mcp and --from cannot be used together');
  });
});

test('a client that follows the configuration gets answers', async () => {
  const cwd = folderWith({
    'package.json': '{"name":"acme"}',
    'node_modules/.bin/contextor': `#!/bin/sh\nexec "${process.execPath}" "${bin}" "$@"\n`,
    'docs/send.md': '# Send\n\n## Retry\n\nLetters are sent again.\n',
  });
  chmodSync(join(cwd, 'node_modules/.bin/contextor'), 0o755);
  expect((await runHere(['init', '--mcp'], { cwd })).code).toBe(0);
  expect((await runHere(['build', '--src', 'docs', '--search'], { cwd })).code).toBe(0);

  const { command, args } = JSON.parse(read(cwd, '.mcp.json')).mcpServers.contextor;
  const env = { PATH: process.env.PATH!, npm_config_offline: 'true' };
  const client = new Client({ name: 'test', version: '1' });
  onTestFinished(() => client.close());
  await client.connect(new StdioClientTransport({ command, args, cwd, env, stderr: 'ignore' }));
  const { content } = await client.callTool({ name: 'search', arguments: { query: 'retry' } });
  expect(content).toMatchObject([{ text: expect.stringMatching(/^- send\.md#retry /) }]);
});
