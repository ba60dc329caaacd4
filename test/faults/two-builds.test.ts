import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import '../setup/package.ts';
import { project } from '../build/project.ts';
import { contents } from '../setup/folder.ts';

const versions = ['one', 'two', 'three'] as const;

/** Pages of the same names whose words tell which version they are. */
const pages = (version: string) =>
  Object.fromEntries(
    Array.from({ length: 60 }, (_, n) => [
      `${version}/folder-${n % 3}/page-${n}.md`,
      `# Page ${n}\n\n${`Words of ${version}. `.repeat(300)}\n`,
    ]),
  );

async function builder(version: string, out: string, cwd: string) {
  const child = fork(join(import.meta.dirname, 'build-child.js'), { stdio: 'ignore' });
  await once(child, 'message');
  // Collected from the first on: two that arrive together come at one turn.
  const said: unknown[] = [];
  child.on('message', (message) => said.push(message));
  return {
    async build() {
      child.send({ config: { src: `docs/${version}`, out, parallel: false, cache: false }, cwd });
      await once(child, 'close');
      expect(said).toHaveLength(2);
      return said[1] as { result?: { metrics: { documents: object } }; error?: { code: string } };
    },
  };
}

it('never mixes builds into one folder: each waits for the one before', async () => {
  const own = project(Object.assign({}, ...versions.map(pages)));
  const alone = new Map<string, Record<string, string>>();
  for (const version of versions) {
    const out = `out-${version}`;
    expect((await (await builder(version, out, own.root)).build()).error).toBeUndefined();
    alone.set(version, contents(join(own.root, out)));
  }
  const builders = await Promise.all(versions.map((version) => builder(version, 'out', own.root)));
  const answers = await Promise.all(builders.map(({ build }) => build()));
  for (const { result, error } of answers) {
    expect(error).toBeUndefined();
    expect(result!.metrics.documents).toMatchObject({ processed: 60, failed: 0 });
  }
  expect([...alone.values()]).toContainEqual(own.output());
});
