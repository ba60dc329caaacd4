import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/contract/message.ts';
import { baselineText } from '../../src/findings/baseline.ts';
import { createJudge, type JudgeSettings } from '../../src/findings/judge.ts';

const link = (about: string, path = 'a.md', line = 1): Message => ({
  severity: 'warning',
  rule: 'broken-link',
  reason: `Link to "${about}" leads nowhere`,
  about,
  path,
  line,
});
const failure: Message = { severity: 'error', rule: 'timeout', reason: 'too long', path: 'a.md' };

const told = (settings: JudgeSettings, messages: Message[]) =>
  createJudge(settings).reported(messages);

describe('the level of a rule', () => {
  it.each(['info', 'warning', 'error'] as const)('%s is that of its findings', (level) => {
    expect(told({ rules: { 'broken-link': level } }, [link('/x')])).toEqual([
      { ...link('/x'), severity: level },
    ]);
  });

  it('off: its findings are not told, and those of others are', () => {
    const other: Message = { ...link('/x'), rule: 'broken-anchor' };
    expect(told({ rules: { 'broken-link': 'off' } }, [link('/x'), other])).toEqual([other]);
  });

  it('leaves alone what failed a document', () => {
    const settings = { rules: { timeout: 'off' }, ignore: { timeout: ['**'] } } as const;
    expect(told(settings, [failure])).toEqual([failure]);
  });
});

describe('a finding is ignored', () => {
  it.each([
    ['/reference/**', '/reference/config/'],
    ['/reference/**', '/reference/config/#build'],
    ['/reference/*', '/reference/config'],
    ['https://example.com/**', 'https://example.com/a/b'],
    ['../old/**', '../old/page.md'],
  ])('%s by what it is about: %s', (pattern, about) => {
    expect(told({ ignore: { 'broken-link': [pattern] } }, [link(about)])).toEqual([]);
  });

  it('by its document', () => {
    const found = [link('/x', 'blog/old.md'), link('/x', 'guide.md')];
    expect(told({ ignore: { 'broken-link': ['blog/**'] } }, found)).toEqual([found[1]]);
  });

  it.each([
    ['/reference/*', '/reference/a/b'],
    ['/ref', '/reference'],
  ])('%s does not match %s', (pattern, about) => {
    expect(told({ ignore: { 'broken-link': [pattern] } }, [link(about)])).toHaveLength(1);
  });

  it('of the named rule only', () => {
    expect(told({ ignore: { 'broken-anchor': ['**'] } }, [link('/x')])).toHaveLength(1);
  });
});

describe('a baseline', () => {
  function knowing(messages: Message[]): JudgeSettings {
    const baseline = join(mkdtempSync(join(tmpdir(), 'contextor-baseline-')), 'baseline.json');
    writeFileSync(baseline, baselineText(messages));
    return { baseline };
  }

  it('knows findings wherever in their documents they stand', () => {
    const judge = createJudge(knowing([link('/x')]));
    expect(judge.reported([link('/x', 'a.md', 99)])).toEqual([]);
    expect(judge).toMatchObject({ known: 1, gone: 0 });
  });

  it('knows no more of a kind than there were', () => {
    const settings = knowing([link('/x', 'a.md', 1), link('/x', 'a.md', 2)]);
    const found = [1, 2, 3].map((line) => link('/x', 'a.md', line));
    expect(told(settings, found)).toEqual([found[2]]);
  });

  it('knows nothing of other documents, rules or subjects', () => {
    const others = [link('/x', 'b.md'), { ...link('/x'), rule: 'broken-anchor' }, link('/y')];
    expect(told(knowing([link('/x')]), others)).toEqual(others);
  });

  it('counts what has not come up', () => {
    const judge = createJudge(knowing([link('/x'), link('/y')]));
    judge.reported([link('/y')]);
    expect(judge).toMatchObject({ known: 1, gone: 1 });
  });

  it('is the same text whatever the order of its findings', () => {
    const found = [link('/y'), link('/x'), link('/x', 'b.md')];
    expect(baselineText(found)).toBe(baselineText([...found].reverse()));
  });

  it.each([
    ['{', 'BASELINE_INVALID'],
    ['{"findings":{}}', 'BASELINE_INVALID'],
    ['[]', 'BASELINE_INVALID'],
  ])('that is %s is refused', (text, code) => {
    const baseline = join(mkdtempSync(join(tmpdir(), 'contextor-baseline-')), 'baseline.json');
    writeFileSync(baseline, text);
    expect(() => createJudge({ baseline })).toThrowError(expect.objectContaining({ code }));
  });

  it('that is not there is refused', () => {
    expect(() => createJudge({ baseline: '/nowhere/baseline.json' })).toThrowError(
      expect.objectContaining({ code: 'BASELINE_UNREADABLE' }),
    );
  });
});
