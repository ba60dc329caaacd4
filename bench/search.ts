// What search over several trees takes: npm run bench:search -- DIR... [--calls 10000]
// Random calls in this process (each must keep its budget, name its sources and be the same twice),
// then the start and the memory of `contextor mcp`.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { buildTree } from '../scripts/corpora.ts';
import { Random } from '../scripts/fuzz/random.ts';
import { loadTokenizer } from '../src/document/count-tokens.ts';
import { openContext } from '../src/search/open.ts';
import { answerTo, type Call, faultsOf, randomCall } from './search/calls.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { calls: { type: 'string', default: '10000' } },
});
const scratch = mkdtempSync(join(tmpdir(), 'contextor-search-'));
try {
  const outputs = positionals.map((folder) => built(resolve(folder)));
  const size = outputs.reduce((sum, { dir }) => sum + sizeOf(dir), 0);
  console.log(`index and chunks of ${outputs.length} outputs: ${megabytes(size)}`);
  await measureCalls(outputs, Number(values.calls));
  const empty = built(writtenPage());
  const least = await measureServer('one page', [empty]);
  const most = await measureServer('all', outputs);
  const more = most - least;
  console.log(
    `  ${megabytes(more)} more than for one page: ${(more / size).toFixed(1)} times the files`,
  );
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

interface Output {
  name: string;
  dir: string;
}

function built(src: string): Output {
  const name = relative(resolve(src, '../..'), src).replace(/[^\w.-]/g, '-');
  const dir = join(scratch, name);
  mkdirSync(dir);
  const { code, stderr } = buildTree({
    src,
    out: dir,
    profile: 'balanced',
    args: ['--search', '--no-cache'],
  });
  if (code === null || code > 1) throw new Error(stderr);
  return { name, dir };
}

function writtenPage(): string {
  const folder = join(scratch, 'page');
  mkdirSync(join(folder, 'docs'), { recursive: true });
  writeFileSync(join(folder, 'docs', 'a.md'), '# A\n\nOne page.\n');
  return join(folder, 'docs');
}

function sizeOf(dir: string): number {
  const files = ['search.idx', 'chunks.jsonl'];
  return files.reduce((sum, name) => sum + statSync(join(dir, name)).size, 0);
}

async function measureCalls(outputs: readonly Output[], calls: number): Promise<void> {
  const context = await openContext(outputs);
  const count = await loadTokenizer();
  const ids = (await context.pages()).map(({ id }) => id);
  const random = new Random(26);
  const times: Record<Call['tool'], number[]> = { search: [], pack: [], read: [] };
  let faults = 0;
  for (let number = 0; number < calls; number++) {
    const call = randomCall(random, ids);
    const start = process.cpuUsage();
    const answer = await answerTo(context, call);
    const { user, system } = process.cpuUsage(start);
    times[call.tool].push((user + system) / 1000);
    const again = await answerTo(context, call);
    const found = faultsOf(call, answer, count);
    if (JSON.stringify(again) !== JSON.stringify(answer))
      found.push('another answer the second time');
    faults += found.length;
    for (const what of found) console.log(`  ${what}: ${JSON.stringify(call).slice(0, 200)}`);
  }
  context.close();
  console.log(`${calls} calls to ${ids.length} pages: ${faults} faults; CPU of a call:`);
  for (const [tool, taken] of Object.entries({ ...times, all: Object.values(times).flat() })) {
    taken.sort((a, b) => a - b);
    const at = (share: number) => `${taken[Math.floor(share * taken.length)]!.toFixed(1)} ms`;
    console.log(`  ${tool}: median ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}`);
  }
  if (faults > 0) process.exitCode = 1;
}

/** Gives the most memory that the server has had, in bytes. */
async function measureServer(name: string, outputs: readonly Output[]): Promise<number> {
  const docs = outputs.map((output) => `${output.name}=${output.dir}`).join(',');
  const starts: number[] = [];
  let peak = 0;
  for (let run = 0; run < 5; run++) {
    const args = [resolve('dist/bin/contextor.js'), 'mcp', '--docs', docs];
    const transport = new StdioClientTransport({ command: process.execPath, args });
    const client = new Client({ name: 'bench', version: '1' });
    const start = performance.now();
    await client.connect(transport);
    starts.push(performance.now() - start);
    const random = new Random(run);
    for (let call = 0; call < 200; call++) {
      const { tool, ...rest } = randomCall(random, ['none']);
      if (tool !== 'read') await client.callTool({ name: tool, arguments: bounded(rest) });
    }
    peak = Math.max(peak, peakOf(transport.pid!));
    await client.close();
  }
  starts.sort((a, b) => a - b);
  console.log(
    `mcp, ${name}: start ${Math.round(starts[2]!)} ms (median of 5), peak ${megabytes(peak)}`,
  );
  return peak;
}

/** What the server takes at most. */
function bounded(args: object): Record<string, unknown> {
  return 'budget' in args
    ? { ...args, budget: Math.min(50_000, Number(args.budget)) }
    : { ...args };
}

/** Most memory that a process has had; 0 where the system does not tell. */
function peakOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MB`;
}
