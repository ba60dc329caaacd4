// Mutation fuzzer: npm run fuzz -- --minutes N --seed S. Failures are minimised and saved under fixtures/fuzz/.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { kindOf } from './fuzz/minimise.ts';
import type { Seed } from './fuzz/mutate.ts';
import { watch } from './fuzz/watch.ts';

const { values } = parseArgs({
  options: {
    /** Ends after this time … */
    minutes: { type: 'string', default: '5' },
    /** … or after this many documents: which ones they are depends on the seed alone. */
    cases: { type: 'string', default: '1000000000' },
    seed: { type: 'string', default: '1' },
    /** Where failures are saved. */
    out: { type: 'string', default: 'fixtures/fuzz' },
    /** The first case of this process, where it does the work for another. */
    child: { type: 'string' },
  },
});

const seed = Number(values.seed);
const cases = Number(values.cases);
if (values.child === undefined) await parent();
else await (await import('./fuzz/child.ts')).fuzzHere(seed, Number(values.child), cases);

/** Watches a child that does the work, so that a crash or a hang of the process is a finding, too. */
async function parent(): Promise<void> {
  const end = Date.now() + Number(values.minutes) * 60_000;
  const failures = new Set<string>();
  const onFailure = (what: string, document: Seed) => {
    if (failures.has(kindOf(what))) return;
    failures.add(kindOf(what));
    save(what, document);
  };
  let done = 0;
  while (done < cases && Date.now() < end) {
    const args = [...process.argv.slice(2), '--child', String(done)];
    done = await watch({ args, from: done, end, onFailure });
  }
  console.log(`seed ${seed}: ${done} documents, ${failures.size} kinds of failure`);
  process.exitCode = failures.size === 0 ? 0 : 1;
}

function save(what: string, { path, dialect, profile, text, whole }: Seed): void {
  const name = createHash('sha256').update(text).digest('hex').slice(0, 10);
  const folder = join(values.out, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, path.endsWith('.mdx') ? 'input.mdx' : 'input.md'), text);
  writeFileSync(
    join(folder, 'case.json'),
    `${JSON.stringify({ dialect, profile, whole, what }, null, 2)}\n`,
  );
  console.log(`${folder} (${dialect}): ${what}`);
}
