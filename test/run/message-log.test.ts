import { expect, it } from 'vitest';
import type { Message } from '../../src/contract/message.ts';
import { MessageLog } from '../../src/run/message-log.ts';
import fc from '../setup/properties.ts';

const place = fc.integer({ min: 1, max: 2 ** 32 - 1 });
const message: fc.Arbitrary<Message> = fc.record(
  {
    severity: fc.constantFrom('error', 'warning', 'info'),
    rule: fc.constantFrom('broken-link', 'mdx-fallback'),
    reason: fc.string({ unit: 'binary' }),
    path: fc.constantFrom('a.md', 'b/ü.md', '😀.md'),
    line: place,
    column: place,
  },
  { requiredKeys: ['severity', 'rule', 'reason', 'path'] },
);

it('holds as many as come', () => {
  const messages = Array.from({ length: 1_100 }, (_, at): Message => {
    return {
      severity: 'info',
      rule: `rule-${at % 7}`,
      reason: `${at}`,
      path: 'a.md',
      line: at + 1,
    };
  });
  const log = new MessageLog();
  log.add(messages);
  expect([...log]).toEqual(messages);
});

it('gives the messages as they came, byte for byte', () => {
  fc.assert(
    fc.property(fc.array(fc.array(message, { maxLength: 90 }), { maxLength: 4 }), (groups) => {
      const log = new MessageLog();
      for (const group of groups) log.add(group);
      const given = groups.flat().map(({ severity, rule, reason, path, ...at }) => {
        const { line, column } = at;
        return { severity, rule, reason, path, ...(line && { line }), ...(column && { column }) };
      });
      expect(JSON.stringify([...log])).toBe(JSON.stringify(given));
    }),
  );
});

it('tells what was found about links, in documents that the run left alone too', () => {
  const broken = (path: string): Message => {
    return { severity: 'warning', rule: 'broken-link', reason: 'nowhere', path, line: 1 };
  };
  const other: Message = { severity: 'info', rule: 'mdx-fallback', reason: 'no MDX', path: 'a.md' };
  const log = new MessageLog();
  log.add([other, broken('a.md')]);
  log.add([broken('b.md')], true);
  log.add([broken('c.md')]);
  expect([...log]).toEqual([other, broken('a.md'), broken('c.md')]);
  expect([...log.links()]).toEqual([broken('a.md'), broken('b.md'), broken('c.md')]);
});
