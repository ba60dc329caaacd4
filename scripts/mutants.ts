// Changes one line at a time, in a copy, and tells which changes no test of their folder sees:
// npm run test:mutants -- --seed 1 --count 50 --only engine
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import fastGlob from 'fast-glob';
import { Random } from './fuzz/random.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '50' },
    only: { type: 'string', default: '' },
  },
});

/** Rooms, and the tests that have to see what changes there. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  transforms: ['test/transforms'],
  // What a syntax of a dialect becomes is a fixture of the dialect; where the parsers differed once,
  // one of the fuzzer.
  'src/document': ['test/document', 'test/fuzz/saved.test.ts', 'test/transforms/dialects'],
  'src/engine': ['test/engine'],
  'src/verify': ['test/verify'],
};

const changes: readonly [what: RegExp, by: string][] = [
  [/ === /, ' !== '],
  [/ !== /, ' === '],
  [/ < /, ' <= '],
  [/ > /, ' >= '],
  [/ <= /, ' < '],
  [/ >= /, ' > '],
  [/ && /, ' || '],
  [/ \|\| /, ' && '],
  [/ \+ 1\b/, ''],
  [/ - 1\b/, ''],
  [/\btrue\b/, 'false'],
  [/\bfalse\b/, 'true'],
  [/^(\s+)return (?!undefined|false|null|;).+;$/, '$1return undefined as never;'],
  [/^\s+(?:if \(.+\) )?(?:continue|break|return);$/, ''],
  [/^\s+[\w.#]+\((?:[^()]|\([^()]*\))*\);$/, ''],
];

interface Mutant {
  file: string;
  line: number;
  text: string;
}

const copy = mkdtempSync(join(tmpdir(), 'contextor-mutants-'));
for (const path of execFileSync('git', ['ls-files'], { encoding: 'utf8' }).trim().split('\n')) {
  cpSync(path, join(copy, path));
}
symlinkSync(resolve('node_modules'), join(copy, 'node_modules'), 'junction');

const tried = Object.keys(rooms).filter((room) => room.includes(values.only));
const all = tried.flatMap((room) => fastGlob.sync(`${room}/**/*.ts`).sort().flatMap(mutantsOf));
for (const room of tried) {
  const tests = rooms[room]!;
  if (!succeeds(tests)) throw new Error(`${tests.join(' ')} fails without any change.`);
}
const chosen = pick(all, Number(values.count), new Random(Number(values.seed)));
const alive = chosen.filter((mutant) => {
  const lives = survives(mutant);
  console.log(`${lives ? 'LIVES' : 'dies '} ${mutant.file}:${mutant.line} ${mutant.text.trim()}`);
  return lives;
});
rmSync(copy, { recursive: true, force: true });
const died = chosen.length - alive.length;
console.log(
  `${died} of ${chosen.length} mutants died (${Math.round((100 * died) / chosen.length)} %)`,
);
process.exitCode = died < 0.9 * chosen.length ? 1 : 0;

function mutantsOf(file: string): Mutant[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((text, at) => {
      if (/^\s*(?:\/\/|\*|\/\*|import |export (?:type|interface))/.test(text)) return [];
      return changes
        .filter(([what]) => what.test(text))
        .map(([what, by]) => ({ file, line: at + 1, text: text.replace(what, by) }));
    });
}

function pick(from: readonly Mutant[], count: number, random: Random): Mutant[] {
  const left = [...from];
  const picked: Mutant[] = [];
  while (picked.length < count && left.length > 0) {
    picked.push(...left.splice(random.below(left.length), 1));
  }
  return picked;
}

/** Whether the tests of its folder succeed with a mutant; one that hangs has died. */
function survives({ file, line, text }: Mutant): boolean {
  const room = Object.keys(rooms).find((name) => file.startsWith(`${name}/`))!;
  const source = readFileSync(join(copy, file), 'utf8');
  const lines = source.split('\n');
  lines[line - 1] = text;
  writeFileSync(join(copy, file), lines.join('\n'));
  const lives = succeeds(rooms[room]!);
  writeFileSync(join(copy, file), source);
  return lives;
}

/** Files share their modules, which takes a third of the time. */
function succeeds(tests: readonly string[]): boolean {
  const flags = ['--project', 'sources', '--bail', '1', '--no-isolate', '--maxWorkers', '2'];
  const { status } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', ...flags, ...tests],
    {
      cwd: copy,
      env: { ...process.env, CONTEXTOR_CORPORA: '/none' },
      stdio: 'ignore',
      // Of those without any change, the longest take minutes on a busy machine.
      timeout: 900_000,
    },
  );
  return status === 0;
}
