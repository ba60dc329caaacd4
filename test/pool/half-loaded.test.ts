import { expect, it } from 'vitest';
import { build } from '../../src/build.ts';
import { parseWithRemark } from '../../src/document/parse/remark.ts';
import { HeldTooLong, holdFor } from '../../src/pool/host/watchdog.ts';
import { pages, project } from '../build/project.ts';
import '../setup/package.ts';

it('builds go on in a worker where the main thread was ended while it loaded the reference parser', async () => {
  const { settings } = project(pages(3));
  // What is ended while it loads is remark, after all that this thread needs besides: that takes 110 ms.
  await build(settings({ parallel: false }));
  expect(() => holdFor(30, () => parseWithRemark('', 'mdx'))).toThrow(HeldTooLong);
  expect(() => parseWithRemark('', 'mdx')).toThrow();
  const { metrics } = await build(
    settings({ executor: 'threads', parser: 'remark', cache: false }),
  );
  expect(metrics.documents).toMatchObject({ processed: 3, failed: 0 });
});
