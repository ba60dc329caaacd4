// Mutation fuzzer: npm run fuzz -- --minutes N --seed S. Failures are minimised and saved under fixtures/fuzz/.
import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { FromChild } from './fuzz/child.ts';
import { kindOf } from './fuzz/minimise.ts';
import type { Seed } from './fuzz/mutate.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    child: { type: 'string' },
  },
});

/** A document that keeps a process busy for longer than this hangs. */
const deadlineMs = 20_000;

if (values.child === undefined) await parent();
else await (await import('./fuzz/child.ts')).fuzzHere(Number(values.child));

/** Watches a child that does the work, so that a crash or a hang of the process is a finding, too. */
async function parent(): Promise<void> {
  const end = Date.now() + Number(values.minutes) * 60_000;
  let seed = Number(values.seed);
  let runs = 0;
  const failures = new Set<string>();
  while (Date.now() < end) {
    const outcome = await watch(seed, end, (what, document) => {
      if (failures.has(kindOf(what))) return;
      failures.add(kindOf(what));
      save(what, document);
    });
    runs += outcome.runs;
    seed++;
  }
  console.log(`${runs} documents, ${failures.size} kinds of failure`);
  process.exitCode = failures.size === 0 ? 0 : 1;
}

type OnFailure = (what: string, document: Seed) => void;

function watch(seed: number, end: number, onFailure: OnFailure): Promise<{ runs: number }> {
  return new Promise((resolve) => {
    const child: ChildProcess = fork(new URL(import.meta.url).pathname, ['--child', String(seed)]);
    let runs = 0;
    let current: Seed | undefined;
    let since = Date.now();
    let stopped = false;
    const timer = setInterval(() => {
      const hangs = current !== undefined && Date.now() - since > deadlineMs;
      if (hangs) onFailure(`hang: no end after ${deadlineMs} ms`, current!);
      if (!hangs && Date.now() < end) return;
      stopped = true;
      child.kill('SIGKILL');
    }, 250);
    child.on('message', (message: FromChild) => {
      since = Date.now();
      if (message.type === 'start') {
        current = message.document;
        runs++;
      } else if (message.type === 'minimising') current = undefined;
      else onFailure(message.what, message.document);
    });
    child.on('exit', (code, signal) => {
      clearInterval(timer);
      if (!stopped && current)
        onFailure(`crash: the process ended with ${signal ?? code}`, current);
      resolve({ runs });
    });
  });
}

function save(what: string, { path, dialect, text }: Seed): void {
  const name = createHash('sha256').update(text).digest('hex').slice(0, 10);
  const folder = join('fixtures', 'fuzz', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, path.endsWith('.mdx') ? 'input.mdx' : 'input.md'), text);
  writeFileSync(join(folder, 'case.json'), `${JSON.stringify({ dialect, what }, null, 2)}\n`);
  console.log(`${folder} (${dialect}): ${what}`);
}
