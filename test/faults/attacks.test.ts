import { existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Random } from '../../scripts/fuzz/random.ts';
import { build } from '../../src/build.ts';
import type { Config } from '../../src/config/settings.ts';
import type { BuildEvent } from '../../src/contract/build.ts';
import { pages, project } from '../build/project.ts';
import { damaged, filledFiles } from '../cache/damage.ts';
import { runCli } from '../cli/run-cli.ts';
import { startCli } from '../cli/running-cli.ts';
import { contents, folderWith } from '../setup/folder.ts';
import { acting, combined, evilLists, evilPages } from './evil-texts.ts';
import { writeHostileSources } from './hostile-sources.ts';
import { secret } from './private-files.ts';
import { sharedQueue, someWays, ways } from './ways.ts';

/** The size of the attack in the nightly run, small ones at each change. */
const scale = process.env.CONTEXTOR_FAULTS === 'all' ? 1 : 0.02;

/**
 * At full size the reference parser needs a good part of a minute, and more on a machine that does
 * other things; `test/document/work.test.ts` bounds the work in CPU time.
 */
const documentTimeoutMs = 300_000;

const queue = sharedQueue();

/** A build of every hostile document, one source for each dialect, with all that is written about them. */
async function builtInWay(config: Config) {
  const own = project();
  const sources = writeHostileSources(own, scale);
  const src = sources.map(({ documents: _, ...one }) => ({ ...one, src: `docs/${one.src}` }));
  const options = config.executor === 'bullmq' ? queue : {};
  const settings = own.settings({ ...evilLists, ...config, src, documentTimeoutMs });
  const { messages, metrics } = await build(settings, options);
  rmSync(own.src, { recursive: true });
  const files = new Map(Object.entries(contents(own.root)));
  const documents = sources.flatMap((source) => source.documents);
  return { documents, messages, counts: metrics.documents, files };
}

let first: Awaited<ReturnType<typeof builtInWay>> | undefined;

it.each(someWays)(
  'hostile documents cost no other page in %s with the parser %s, and give the same files and messages',
  async (_executor, _parser, config) => {
    const built = await builtInWay(config);
    const { documents, messages, counts, files } = built;
    const failed = documents.filter(({ isFailed }) => isFailed).map(({ path }) => path);
    expect(counts).toMatchObject({
      written: documents.length - failed.length,
      failed: failed.length,
    });
    const errors = messages.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ path }) => path)).toEqual(failed);
    for (const { path, told, untold, says } of documents) {
      const own = messages.filter((message) => message.path === path);
      const reasons = own.map(({ reason }) => reason).join('\n');
      if (told !== undefined) expect(reasons, path).toMatch(told);
      if (untold !== undefined) expect(reasons, path).not.toMatch(untold);
      if (says !== undefined) {
        expect(files.get(`out/${path.replace(/mdx?$/, 'mdc')}`), path).toContain(says);
      }
    }
    for (const [path, text] of files) expect(text.includes(secret), path).toBe(false);

    first ??= built;
    expect([...files.keys()]).toEqual([...first.files.keys()]);
    const differing = [...files].filter(([path, text]) => text !== first!.files.get(path));
    expect(differing.map(([path]) => path)).toEqual([]);
    expect(messages).toEqual(first.messages);
  },
  900_000,
);

/** What is built three times: a page changes, another one fails and is then gone. */
const states: readonly Readonly<Record<string, string | undefined>>[] = [
  { 'changing.md': '# One\n', 'failing.md': '# Well\n' },
  { 'changing.md': '# Two\n\n[lost](lost.md)\n', 'failing.md': '# Not well\n\n<Unknown />\n' },
  { 'changing.md': '# One\n', 'failing.md': undefined },
];

/** What each state gives, and what every page tells; before each but the first the cache is damaged. */
async function builtInStates(config: Config, random?: Random) {
  const own = project({ ...pages(6), 'lost.md': '# Lost\n\n[gone](gone.md) ![](none.png)\n' });
  const cache = join(own.root, 'node_modules/.cache/contextor');
  mkdirSync(join(own.root, 'node_modules'));
  const options = config.executor === 'bullmq' ? queue : {};
  const results = [];
  for (const state of states) {
    for (const [path, text] of Object.entries(state)) {
      if (text === undefined) rmSync(join(own.src, path));
      else own.write(`docs/${path}`, text);
    }
    if (random !== undefined && results.length > 0) damageSome(filledFiles(cache), random);
    const given = { ...config, cache: random !== undefined, search: true, llmsTxt: true };
    const settings = own.settings({ ...given, unknownComponents: 'error' });
    const { messages, metrics } = await build(settings, options);
    results.push({ messages, tokens: metrics.tokens, output: own.output() });
  }
  return results;
}

function damageSome(files: readonly string[], random: Random): void {
  expect(files).not.toEqual([]);
  const fraction = () => random.next();
  for (const file of new Set([random.pick(files), random.pick(files)])) {
    const act = random.pick(['flip', 'flip', 'cut', 'swap'] as const);
    const damage = { act, at: fraction(), to: fraction(), bit: random.below(8) };
    writeFileSync(file, damaged(readFileSync(file), damage));
  }
}

const rounds = scale === 1 ? 20 : 1;

let clean: Awaited<ReturnType<typeof builtInStates>> | undefined;

it.each(someWays)(
  'a damaged cache gives in %s with the parser %s what a build without one gives, and no orphans',
  async (executor, parser, config) => {
    clean ??= await builtInStates({});
    expect(clean.map(({ output }) => 'failing.mdc' in output)).toEqual([true, true, false]);
    for (let round = 0; round < rounds; round++) {
      const seed = ways.findIndex((way) => way[0] === executor && way[1] === parser);
      const random = new Random(seed * rounds + round + 1);
      expect(await builtInStates(config, random)).toEqual(clean);
    }
  },
  900_000,
);

/** Takes either parser a minute. */
const endless = `{${'a:{'.repeat(4_500)}1${'}'.repeat(4_501)}\n\n`.repeat(2);

it.each(someWays)(
  'a document over its time is given up in %s with the parser %s, with the same message',
  async (_executor, _parser, config) => {
    const own = project({ 'endless.mdx': endless });
    const options = config.executor === 'bullmq' ? queue : {};
    const { messages } = await build(own.settings({ ...config, documentTimeoutMs: 300 }), options);
    const reason = 'The document was given up: it took longer than 300 ms.';
    expect(messages).toEqual([{ path: 'endless.mdx', severity: 'error', rule: 'timeout', reason }]);
  },
  180_000,
);

it.each(someWays)(
  'a source that is removed during a build leaves in %s with the parser %s no output',
  async (_executor, _parser, config) => {
    const own = project({ 'a.md': '# A\n\n[b](b.md)\n', 'b.md': '# B\n' });
    const options = config.executor === 'bullmq' ? queue : {};
    await build(own.settings(config), options);
    const onEvent = ({ type }: BuildEvent) => {
      if (type === 'started') rmSync(join(own.src, 'b.md'), { force: true });
    };
    const { messages, removed } = await build(own.settings(config), { ...options, onEvent });
    const reason = 'The file was removed while the build ran.';
    expect(messages).toEqual([{ path: 'b.md', severity: 'error', rule: 'unreadable', reason }]);
    expect(removed).toEqual(['b.mdc']);
    expect(Object.keys(own.output())).not.toContain('b.mdc');
  },
  180_000,
);

/** The command in a project whose names, titles and descriptions are evil. */
function commandIn(files: Record<string, string>, config: Config) {
  const docs = Object.entries({ ...evilPages(combined), ...files });
  const cwd = folderWith({
    ...Object.fromEntries(docs.map(([path, text]) => [`docs/${path}`, text])),
    'contextor.config.json': JSON.stringify({ parallel: false, ...config, cache: false }),
  });
  const redis = config.executor === 'bullmq' ? ['--redis', queue.redis!] : [];
  return { cwd, args: ['build', ...redis] };
}

const largeMb = { 'large.md': 50, 'larger.mdx': 100, 'largest.md': 3_072 };

/** In MB. */
const memoryLimitMb = 256;

/** A command's peak counts what the process had that began it: a shell has next to nothing. */
const through = process.platform === 'win32' ? [] : ['sh', '-c', '"$@"; exit $?', 'sh'];

/** Of a process without memory left nobody is told more than that it ended. */
const endOfWorker = /took longer than|ran out of memory|worker ended/;

/** Where it may be read all the same, one takes a good part of the time and memory that it may have. */
it.each(scale === 1 ? ways : [])(
  'a document of 50 MB costs in %s with the parser %s no other page',
  async (_executor, _parser, config) => {
    const own = project({ 'good.md': '# Good\n', 'large.md': 'word '.repeat(10_000_000) });
    const options = config.executor === 'bullmq' ? queue : {};
    const limits = { documentLimitMb: 64, documentTimeoutMs: 5_000 };
    const { messages } = await build(own.settings({ ...config, ...limits }), options);
    expect(own.output()['good.mdc']).toContain('# Good');
    expect('large.mdc' in own.output()).toBe(messages.length === 0);
    for (const { reason } of messages) expect(reason).toMatch(endOfWorker);
  },
  900_000,
);

let printed: unknown;

it.each(someWays)(
  'large documents are not read in %s with the parser %s, and what is printed has no character that acts',
  (_executor, _parser, { memoryLimitMb: _, ...config }) => {
    const { cwd, args } = commandIn({}, config);
    for (const [path, mb] of Object.entries(largeMb)) {
      writeFileSync(join(cwd, 'docs', path), '# Large\n');
      truncateSync(join(cwd, 'docs', path), mb * 1024 ** 2);
    }
    const limits = ['--memory-limit', `${memoryLimitMb}`, '--reporter', 'json'];
    const { code, stdout } = runCli([...args, ...limits], { cwd, through });
    expect(code).toBe(1);
    const { documents, failed, messages, memory_peak_mb } = JSON.parse(stdout);
    expect(failed).toEqual(Object.keys(largeMb));
    for (const [path, mb] of Object.entries(largeMb)) {
      const reason = `It has ${mb} MB, more than \`documentLimitMb\` allows (32); it was not read.`;
      expect(messages).toContainEqual({ path, severity: 'error', rule: 'too-large', reason });
    }
    expect(memory_peak_mb).toBeLessThan(2 * memoryLimitMb);
    expect(stdout).not.toMatch(acting);
    printed ??= { documents, messages };
    expect({ documents, messages }).toEqual(printed);
  },
  180_000,
);

it.each(someWays)(
  'a signal ends a build in %s with the parser %s while it works on a long document',
  async (_executor, _parser, config) => {
    const { cwd, args } = commandIn({ 'endless.mdx': endless }, config);
    const cli = startCli([...args, '--reporter', 'github', '--verbose'], cwd);
    while (!existsSync(join(cwd, '.contextor'))) await sleep(20);
    await sleep(500);
    const started = performance.now();
    cli.kill('SIGINT');
    expect(await cli.exitCode).toBe(130);
    const said = cli.stdout() + cli.stderr();
    // A second, as a rule; half the time that the document itself would take.
    expect(performance.now() - started, said).toBeLessThan(30_000);
    expect(said).not.toMatch(acting);
    for (const command of said.match(/^\s*(?:::|##\[).*/gm) ?? [])
      expect(command).toMatch(/^::(?:warning|notice|error) (?:file|title)=/);
  },
  180_000,
);
