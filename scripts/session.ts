// Writes the agent's session of docs/ask.md: npm run docs:session
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const heading = "## An agent's session\n";

/** What follows the session on the page. */
const following = '\n## From a program\n';

/** The page with its session replaced. */
export function withSession(page: string, session: string): string {
  return `${page.slice(0, page.indexOf(heading)) + heading}\n${session}${page.slice(page.indexOf(following))}`;
}

/**
 * What is typed, asked and answered from `init --mcp` to an answer, as Markdown. Nothing in it is
 * written by hand but the sentences between.
 *
 * @param bin the built command
 */
export async function session(bin: string): Promise<string> {
  const cwd = mkdtempSync(join(tmpdir(), 'contextor-session-'));
  try {
    cpSync('scripts/session/docs', join(cwd, 'docs'), { recursive: true });
    const set = ['init --mcp', 'build --search --quiet'].map((line) => typed(bin, line, cwd));
    const { mcpServers } = JSON.parse(readFileSync(join(cwd, '.mcp.json'), 'utf8'));
    const { command, args } = mcpServers.contextor;
    const asked = await asks(bin, args.slice(1), cwd);
    return [
      `Four pages on letters, in \`docs\`. A person types:`,
      fence('text', set.join('')),
      `The agent's client starts \`${[command, ...args].join(' ')}\`, as \`.mcp.json\` now says. Asked what to do with a letter that failed, the agent searches:`,
      ...asked,
      'That is enough for an answer that names its source: `acme.retry(42)`, within a week.',
      '`npm run docs:session` writes this session, and a test compares the page with it.\n',
    ].join('\n\n');
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

function typed(bin: string, line: string, cwd: string): string {
  const run = spawnSync(process.execPath, [bin, ...line.split(' ')], { cwd, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return `$ npx contextor ${line}\n${run.stdout}${run.stderr}`;
}

async function asks(bin: string, args: readonly string[], cwd: string): Promise<string[]> {
  const client = new Client({ name: 'session', version: '1' });
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: [bin, ...args], cwd }),
  );
  const ask = async (name: string, args: Record<string, unknown>) => {
    const { content } = await client.callTool({ name, arguments: args });
    const [{ text }] = content as unknown as [{ text: string }];
    return fence('text', `${name} ${JSON.stringify(args)}\n\n${text.trimEnd()}\n`);
  };
  try {
    return [
      await ask('search', { query: 'what to do when a letter fails', limit: 3 }),
      'It reads the first section:',
      await ask('read', { id: 'send.md#retry-a-failed-letter' }),
      'Or it asks at once for all that fits a budget:',
      await ask('pack', { query: 'retry a failed letter, be told of failures', budget: 250 }),
    ];
  } finally {
    await client.close();
  }
}

const fence = (language: string, text: string): string => `\`\`\`\`${language}\n${text}\`\`\`\``;

if (process.argv[1]?.endsWith('session.ts')) {
  const page = readFileSync('docs/ask.md', 'utf8');
  writeFileSync('docs/ask.md', withSession(page, await session(resolve('dist/bin/contextor.js'))));
}
