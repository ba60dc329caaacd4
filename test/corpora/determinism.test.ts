import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { listCorpora } from '../../scripts/corpora.ts';
import { build, hashOf, scratch } from './build.ts';

vi.setConfig({ testTimeout: 900_000 });
const { folder, remove } = scratch();
afterAll(remove);

const small = listCorpora().find(({ name }) => name === 'vitepress') ?? listCorpora()[0];
const ways = [
  ['--no-parallel'],
  ...['1', '2', '4'].flatMap((workers) =>
    ['1', '7', '50'].map((size) => ['--max-workers', workers, '--batch-size', size]),
  ),
];

it.skipIf(!small)('output is the same for any number of workers and any batch size', () => {
  const hashes = ways.map((args, index) => {
    const { out } = build({ src: small!.folder, out: join(folder, `${index}`), args });
    return { args: args.join(' '), hash: hashOf(out) };
  });
  expect(hashes).toEqual(hashes.map(({ args }) => ({ args, hash: hashes[0]!.hash })));
});

it.skipIf(!small)('output is the same for both parsers', () => {
  for (const { name, folder: src } of listCorpora()) {
    const [auto, remark] = ['auto', 'remark'].map((parser) =>
      build({ src, out: join(folder, `${name}-${parser}`), args: ['--parser', parser] }),
    );
    expect(hashOf(auto!.out), name).toBe(hashOf(remark!.out));
  }
});
