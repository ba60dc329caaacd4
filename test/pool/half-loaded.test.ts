import { expect, it } from 'vitest';
import { build } from '../../src/build.ts';
import { parseWithRemark } from '../../src/document/parse/remark.ts';
import { HeldTooLong, holdFor } from '../../src/pool/host/hold.ts';
import { pages, project } from '../build/project.ts';
import '../setup/package.ts';

it('builds go on in a worker where the main thread was ended while it loaded the reference parser', async () => {
  expect(() => holdFor(2, () => parseWithRemark('', 'mdx'))).toThrow(HeldTooLong);
  expect(() => parseWithRemark('', 'mdx')).toThrow();
  const { settings } = project(pages(3));
  const { metrics } = await build(settings({ executor: 'threads', parser: 'remark' }));
  expect(metrics.documents).toMatchObject({ written: 3, failed: 0 });
});
