import { expect, test } from 'vitest';
import type { RenderingSpec } from '../../../src/contract/dialect.ts';
import { dialectRecords } from '../../../transforms/dialects/records.ts';
import { clean } from '../clean.ts';

/** What shows nothing of its content: something else in its place, or what a browser shows that cannot play it. */
const others = new Set('break drop embed icon include operation rule team'.split(' '));

const asOf = (spec: RenderingSpec) => (typeof spec === 'string' ? spec : spec.as);

const isForHumans = (spec: RenderingSpec) => typeof spec === 'object' && spec.of === 'humans';

const cases = dialectRecords.flatMap(({ name: dialect, components = {} }) =>
  Object.entries(components)
    .filter(
      ([name, spec]) => /^[\w.-]+$/.test(name) && !others.has(asOf(spec)) && !isForHumans(spec),
    )
    .map(([name]) => [dialect, name] as const),
);

test.each(cases)('%s: <%s> keeps code and words within', (dialect, name) => {
  for (const attributes of ['', ' title="T" name="N"']) {
    const source = `<${name}${attributes}>\n\n~~~js\nkiln()\n~~~\n\nFire it.\n\n</${name}>\n`;
    const { body } = clean(source, { dialect, path: 'a.mdx' });
    expect(body).toContain('kiln()');
    expect(body).toContain('Fire it.');
  }
});
