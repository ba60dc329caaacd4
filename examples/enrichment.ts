// Fan-out and fan-in: two enrichers run at once, a third stage joins what they found.
// Run it: node scripts/run.js examples/enrichment.ts (in your own project: from 'contextor/engine')
import { setTimeout as sleep } from 'node:timers/promises';
import { getContext, ok, pipeline, skip } from '../src/engine/index.ts';

interface Request {
  readonly user: string;
  readonly session?: string;
}

const start = performance.now();
const log = (what: string) => {
  const seconds = (performance.now() - start) / 1000;
  console.log(`${seconds.toFixed(2)} s  ${getContext().stage} ${what}`);
};

async function loadProfile({ user }: Request) {
  log('starts');
  await sleep(300);
  log('ends');
  return ok({ profile: { name: user, goals: ['learn Rust', 'build APIs'] } });
}

async function loadMemory({ session }: Request) {
  if (session === undefined) return skip('no session');
  log('starts');
  await sleep(250);
  log('ends');
  return ok({ memory: { topics: ['async', 'databases'] } });
}

const graph = pipeline<Request>('assistant')
  .stage('profile', loadProfile)
  .stage('memory', loadMemory)
  .stage(
    'summary',
    (_request, context) => {
      log('starts');
      const { profile } = context.upstream('profile');
      const topics = context.upstreamOr('memory', { memory: { topics: [] } }).memory.topics;
      return { summary: [profile.name, ...profile.goals, ...topics].join(' | ') };
    },
    { after: ['profile', 'memory'] },
  )
  .build();

console.log(graph.toText());
const run = await graph.run({ user: 'Alice', session: 's1' });
console.log(`summary: ${run.context.summary}`);
console.log(`made by: ${run.provenance.summary?.join(', ')}`);
console.log(`in all: ${(run.durationMs / 1000).toFixed(1)} s, one after the other 0.6 s`);

const short = await graph.run({ user: 'Bob' });
console.log(`without a session: ${short.context.summary} (memory: ${short.stages.memory.reason})`);
