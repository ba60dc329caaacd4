import type { Random } from './random.ts';

/** What one stage of a random graph does. */
interface StageSpec {
  name: string;
  kind: 'transform' | 'enrich' | 'corpus';
  /** The document that it works on; on others it has nothing to do. */
  path: string;
  act: 'ok' | 'skip' | 'throw' | 'hang' | 'drop' | 'late';
  /** How many attempts fail before one does as `act` says. */
  failing: number;
  /** Waits before it acts, for a time of its own in each build. */
  waits: boolean;
  /** The fields that it sets, and to what; those of other stages may be among them. */
  fields: Record<string, unknown>;
  /** What its entry in the configuration says. */
  entry: Record<string, unknown>;
}

/** The stages of one document. */
export interface GraphSpec {
  path: string;
  stages: StageSpec[];
}

const rules = ['sum', 'max', 'min', 'keep-first', 'overwrite', 'off'];

/** A graph of up to six stages in any order, that fail, wait, hang, drop and disagree. */
export function randomGraph(random: Random, number: number): GraphSpec {
  const path = `d${String(number).padStart(3, '0')}.md`;
  const size = 1 + random.below(6);
  const shared = [`g${number}a`, `g${number}b`, `g${number}c`];
  const stages = Array.from({ length: size }, (_, at) =>
    randomStage(random, { number, at, path, shared }),
  );
  if (random.below(4) === 0) stages.push(corpusStage(random, { number, path }));
  return { path, stages };
}

interface Place {
  number: number;
  at: number;
  path: string;
  /** Names of fields that all stages of the graph may set. */
  shared: readonly string[];
}

function randomStage(random: Random, { number, at, path, shared }: Place): StageSpec {
  const name = (index: number) => `g${number}s${index}`;
  const earlier = Array.from({ length: at }, (_, index) => index).filter(
    () => random.below(3) === 0,
  );
  const kind = random.below(4) === 0 ? 'transform' : 'enrich';
  const fields: Record<string, unknown> = { [`${name(at)}n`]: random.below(9) };
  for (const field of shared) if (random.below(5) === 0) fields[field] = value(random);
  const act = pick<StageSpec['act']>(random, [
    ...Array<'ok'>(14).fill('ok'),
    'late',
    'late',
    'skip',
    'throw',
    'hang',
    'drop',
  ]);
  const failing = random.below(5) === 0 ? 1 + random.below(2) : 0;
  const hangs = act === 'hang';
  const entry: Record<string, unknown> = {
    after: earlier.map(name),
    output: { index: [`${name(at)}n`], frontMatter: random.below(2) === 0 ? [`${name(at)}n`] : [] },
    corpus: {
      // A union takes no number, which fails the document.
      fields: { [`${name(at)}n`]: random.below(40) === 0 ? 'union' : pick(random, rules) },
    },
    ...(random.below(3) === 0 && {
      retries: { times: random.below(3), delayMs: 1, jitter: 0.5, seed: 1 },
    }),
    ...(hangs && { timeoutMs: 15 }),
    ...((hangs || random.below(6) > 0) && { onError: random.below(8) === 0 ? 'fail' : 'skip' }),
    ...(random.below(4) === 0 && { concurrency: 1 + random.below(4) }),
    ...(random.below(4) === 0 && { merge: pick(random, ['overwrite', 'keep-first', 'enhanced']) }),
  };
  return { name: name(at), kind, path, act, failing, waits: random.below(2) === 0, fields, entry };
}

function corpusStage(random: Random, { number, path }: Pick<Place, 'number' | 'path'>): StageSpec {
  const name = `g${number}all`;
  const entry = { retries: 1, onError: 'skip' };
  const act = random.below(5) === 0 ? 'throw' : 'ok';
  const spec = { name, kind: 'corpus', path, act, fields: {}, entry } as const;
  return { ...spec, failing: random.below(2), waits: random.below(2) === 0 };
}

function value(random: Random): unknown {
  return pick(random, [1, 2, 'x', ['p', 'q'], ['q', 'r'], { k: 1 }, { k: 2, l: [1] }, true]);
}

export function pick<T>(random: Random, list: readonly T[]): T {
  return list[random.below(list.length)]!;
}

/** The module of all stages: each is made from the specification that its entry gives as options. */
export const stageModule = `
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A time that differs from build to build. */
const delay = (name) => {
  let hash = Number(process.env.CONTEXTOR_FUZZ_TIMING ?? 0);
  for (const character of name) hash = (hash * 31 + character.charCodeAt(0)) % 9973;
  return hash % 4;
};

const act = async (spec, context, done) => {
  if (context.attempt <= spec.failing) throw new Error('busy');
  if (spec.act === 'throw') throw [new Error('no'), 'text', Object.create(null), undefined][spec.name.length % 4];
  if (spec.act === 'hang') await new Promise(() => {});
  // It ends in time, but only after it was asked to stop where another stage failed.
  if (spec.act === 'late') await wait(delay(spec.name) + 3);
  return done();
};

const results = Symbol.for('contextor.stage-result');
const drops = Symbol.for('contextor.drop');

function make(spec) {
  const run = (document, context) => {
    if (document.path !== spec.path) return;
    const done = () => {
      if (spec.act === 'drop') return { [drops]: true, reason: spec.name, keep: true };
      if (spec.act === 'skip') return { [results]: true, status: 'skipped', reason: 'no', keep: true };
      if (spec.kind === 'transform') {
        document.tree.children.push({ type: 'paragraph', children: [{ type: 'text', value: spec.name }] });
      }
      const above = context.upstreamResults().map(({ stage, status }) => stage + status).join();
      return { ...spec.fields, [spec.name + 'n']: spec.fields[spec.name + 'n'] ?? above.length };
    };
    const plain = spec.failing === 0 && !['throw', 'hang', 'late'].includes(spec.act);
    if (plain && !spec.waits) return done();
    if (spec.kind === 'transform' && spec.act === 'throw') {
      document.tree.children.push({ type: 'paragraph', children: [{ type: 'text', value: 'half done' }] });
    }
    return (spec.waits ? wait(delay(spec.name)) : Promise.resolve()).then(() => act(spec, context, done));
  };
  if (spec.kind !== 'corpus') return { name: spec.name, kind: spec.kind, run };
  return {
    name: spec.name,
    kind: 'corpus',
    async run(corpus, context) {
      if (spec.waits) await wait(delay(spec.name));
      let body = '';
      for await (const page of corpus.pages()) {
        if (page.path <= spec.path) body += '- [' + page.path + '](' + page.out + ') ' + JSON.stringify(page.context).length + '\\n';
      }
      await corpus.write(spec.name + '.txt', body);
      return act(spec, context, () => corpus.addPage({ out: spec.name + '.mdc', title: spec.name, body }));
    },
  };
}

export default Object.defineProperty(make, Symbol.for('contextor.transform-factory'), { value: true });
`;
