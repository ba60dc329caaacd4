// Two stages set the same field to different values: the conflict, and three ways to resolve it.
// Run it: node scripts/run.js examples/conflict.ts (in your own project: from 'contextor/engine')
import { type MergeSpec, pipeline } from '../src/engine/index.ts';

interface Page {
  readonly text: string;
}

/** A transform of our own, which reads the title from the first heading. */
const headingTitle = ({ text }: Page) => ({ title: /^# (.+)$/m.exec(text)?.[1] ?? '' });
/** Another one, which reads it from the front matter. */
const frontMatterTitle = ({ text }: Page) => ({ title: /^title: (.+)$/m.exec(text)?.[1] ?? '' });

function titleGraph(merge?: MergeSpec) {
  return pipeline<Page>('titles', { merge })
    .stage('heading', headingTitle)
    .stage('front-matter', frontMatterTitle)
    .build();
}

const page = { text: '---\ntitle: Install\n---\n# How to install\n' };

async function show(what: string, merge?: MergeSpec): Promise<void> {
  const run = await titleGraph(merge).run(page);
  console.log(`${what}: ${run.error?.message ?? JSON.stringify(run.context)}`);
}

await show('nothing said');
await show('1. a strategy', { strategy: 'keep-first' });
await show('2. a field rule', {
  fields: { title: ({ values }) => values.map(({ value }) => value).join(' / ') },
});
await show('3. a mapping', {
  fieldMapping: { heading: [{ from: 'title', to: 'heading' }], 'front-matter': ['title'] },
});
