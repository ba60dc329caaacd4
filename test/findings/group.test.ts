import { expect, it } from 'vitest';
import type { Message } from '../../src/contract/message.ts';
import { groupFindings } from '../../src/findings/group.ts';

const finding = (rule: string, about?: string, more: Partial<Message> = {}): Message => ({
  severity: 'warning',
  rule,
  reason: 'why',
  path: 'a.md',
  ...(about !== undefined && { about }),
  ...more,
});

it('makes one group a rule, with its subjects by their counts', () => {
  const found = [
    finding('broken-link', '/b'),
    finding('broken-link', '/a', { path: 'b.md' }),
    finding('broken-link', '/c'),
    finding('broken-link', '/a', { path: 'c.md' }),
  ];
  expect(groupFindings(found)).toEqual([
    {
      rule: 'broken-link',
      severity: 'warning',
      messages: found,
      documents: 3,
      subjects: [
        { about: '/a', count: 2 },
        { about: '/b', count: 1 },
        { about: '/c', count: 1 },
      ],
    },
  ]);
});

it('tells errors first, then what was lost or guessed, then links, then rules it does not know', () => {
  const found = [
    finding('of-my-own'),
    finding('broken-link', '/x'),
    finding('unknown-component', 'Foo', { severity: 'info' }),
    finding('include-missing', 'x.md'),
    finding('broken-link', '/y', { severity: 'error' }),
  ];
  const order = groupFindings(found).map(({ severity, rule }) => `${severity} ${rule}`);
  expect(order).toEqual([
    'error broken-link',
    'warning include-missing',
    'warning broken-link',
    'warning of-my-own',
    'info unknown-component',
  ]);
});
