// Bracket bombs and repeated signs against the guards of the native parser: npm run fuzz:guard -- --cases N --seed S.
// The native parser gets what the guard lets through, in a thread of another process that it may end.
import { spawn } from 'node:child_process';
import { writeFileSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setImmediate } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { isMainThread, Worker } from 'node:worker_threads';
import type { Syntax } from '../src/document/document.ts';
import { loadNative, parseWithNative } from '../src/document/parse/native.ts';
import { textsForNative } from '../src/document/parse/syntax-tree.ts';
import { Random } from './fuzz/random.ts';
import { bomb } from './guard/bombs.ts';
import { signsOf } from './guard/signs.ts';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    /** The first case of this process, where it does the work for another. */
    child: { type: 'string' },
  },
});
const [seed, cases] = [Number(values.seed), Number(values.cases)];

/** Milliseconds for one case; some take seconds, and more on a busy machine. */
const patience = 60_000;

/** One of so many cases repeats signs of Markdown; the others nest brackets of JavaScript. */
const signsOneIn = 4;

function caseOf(index: number): { text: string; syntax: Syntax } {
  const random = new Random(seed, index + 1);
  if (index % signsOneIn !== 0) return { text: bomb(random), syntax: 'mdx' };
  return { text: signsOf(random), syntax: random.pick(['markdown', 'mdx']) };
}

if (values.child === undefined) await parent();
else if (isMainThread) new Worker(new URL(import.meta.url), { argv: process.argv.slice(2) });
else await attack(Number(values.child));

/** Starts a child again behind each case that ended it. */
async function parent(): Promise<void> {
  let [next, given, deadly] = [0, 0, 0];
  while (next < cases) {
    const last = await watch(next, () => given++);
    if (last === undefined) break;
    deadly++;
    const { text, syntax } = caseOf(last);
    const file = `guard-${seed}-${last}.${syntax === 'mdx' ? 'mdx' : 'md'}`;
    writeFileSync(file, text);
    console.log(`${file}: the native parser does not come back from what the guard let through`);
    next = last + 1;
  }
  console.log(`seed ${seed}: ${cases} bombs, ${given} let through, ${deadly} deadly`);
  process.exitCode = deadly === 0 ? 0 : 1;
}

/** Gives the case that ended a child, by a crash or by taking too long; undefined where all were survived. */
function watch(from: number, onGiven: () => void): Promise<number | undefined> {
  const args = ['scripts/run.js', 'scripts/fuzz-guard.ts', ...process.argv.slice(2)];
  const child = spawn(process.execPath, [...args, '--child', String(from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let current: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  createInterface({ input: child.stdout }).on('line', (line) => {
    clearTimeout(timer);
    const last = current;
    current = line === 'end' ? undefined : Number(line);
    if (current === undefined) return;
    if (current !== last) onGiven();
    timer = setTimeout(() => child.kill('SIGKILL'), patience);
  });
  return new Promise((resolve) => {
    child.on('close', () => {
      clearTimeout(timer);
      resolve(current);
    });
  });
}

async function attack(from: number): Promise<void> {
  const native = loadNative();
  if (native === undefined) throw new Error('The native parser is not installed.');
  for (let index = from; index < cases; index++) {
    const { text, syntax } = caseOf(index);
    for (const given of textsForNative(text, syntax)) {
      // Written at once: what comes next may end the process.
      writeSync(1, `${index}\n`);
      try {
        parseWithNative(native, { text, given, syntax });
      } catch {
        // It refuses most of them, which is survival, too.
      }
    }
    // Node frees what the parser has made between turns of the event loop only.
    await setImmediate();
  }
  writeSync(1, 'end\n');
}
