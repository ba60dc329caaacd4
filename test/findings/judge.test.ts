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

const told = async (settings: JudgeSettings, messages: Message[]) =>
  (await createJudge(settings)).reported(messages);

describe('the level of a rule', () => {
  it.each(['info', 'warning', 'error'] as const)('%s is that of its findings', async (level) => {
    expect(await told({ rules: { 'broken-link': level } }, [link('/x')])).toEqual([
      { ...link('/x'), severity: level },
    ]);
  });

  it('off: its findings are not told, and those of others are', async () => {
    const other: Message = { ...link('/x'), rule: 'broken-anchor' };
    expect(await told({ rules: { 'broken-link': 'off' } }, [link('/x'), other])).toEqual([other]);
  });

  it('leaves alone what failed a document', async () => {
    const settings = { rules: { timeout: 'off' }, ignore: { timeout: ['**'] } } as const;
    expect(await told(settings, [failure])).toEqual([failure]);
  });
});

describe('a finding is ignored', () => {
  it.each([
    ['/reference/**', '/reference/config/'],
    ['/reference/**', '/reference/config/#build'],
    ['/reference/*', '/reference/config'],
    ['https://example.com/**', 'https://example.com/a/b'],
    ['../old/**', '../old/page.md'],
  ])('%s by what it is about: %s', async (pattern, about) => {
    expect(await told({ ignore: { 'broken-link': [pattern] } }, [link(about)])).toEqual([]);
  });

  it('by its document', async () => {
    const found = [link('/x', 'blog/old.md'), link('/x', 'guide.md')];
    expect(await told({ ignore: { 'broken-link': ['blog/**'] } }, found)).toEqual([found[1]]);
  });

  it.each([
    ['/reference/*', '/reference/a/b'],
    ['/ref', '/reference'],
  ])('%s does not match %s', async (pattern, about) => {
    expect(await told({ ignore: { 'broken-link': [pattern] } }, [link(about)])).toHaveLength(1);
  });

  it('of the named rule only', async () => {
    expect(await told({ ignore: { 'broken-anchor': ['**'] } }, [link('/x')])).toHaveLength(1);
  });
});

describe('a baseline', () => {
  function knowing(messages: Message[]): JudgeSettings {
    const baseline = join(mkdtempSync(join(tmpdir(), 'contextor-baseline-')), 'baseline.json');
    writeFileSync(baseline, baselineText(messages));
    return { baseline };
  }

  it('knows findings wherever in their documents they stand', async () => {
    const judge = await createJudge(knowing([link('/x')]));
    expect(judge.reported([link('/x', 'a.md', 99)])).toEqual([]);
    expect(judge).toMatchObject({ known: 1 });
  });

  it('knows no more of a kind than there were', async () => {
    const settings = knowing([link('/x', 'a.md', 1), link('/x', 'a.md', 2)]);
    const found = [1, 2, 3].map((line) => link('/x', 'a.md', line));
    expect(await told(settings, found)).toEqual([found[2]]);
  });

  it('knows nothing of other documents, rules or subjects', async () => {
    const others = [link('/x', 'b.md'), { ...link('/x'), rule: 'broken-anchor' }, link('/y')];
    expect(await told(knowing([link('/x')]), others)).toEqual(others);
  });

  it('counts the findings that it knows', async () => {
    const judge = await createJudge(knowing([link('/x'), link('/y')]));
    judge.reported([link('/y')]);
    expect(judge).toMatchObject({ known: 1 });
  });

  it('is the same text whatever the order of its findings', () => {
    const found = [link('/y'), link('/x'), link('/x', 'b.md')];
    expect(baselineText(found)).toBe(baselineText([...found].reverse()));
  });

  it.each([
    ['{', 'BASELINE_INVALID'],
    ['{"findings":{}}', 'BASELINE_INVALID'],
    ['[]', 'BASELINE_INVALID'],
  ])('that is %s is refused', async (text, code) => {
    const baseline = join(mkdtempSync(join(tmpdir(), 'contextor-baseline-')), 'baseline.json');
    writeFileSync(baseline, text);
    await expect(createJudge({ baseline })).rejects.toThrowError(expect.objectContaining({ code }));
  });

  it('that is not there is refused', async () => {
    await expect(createJudge({ baseline: '/nowhere/baseline.json' })).rejects.toThrowError(
      expect.objectContaining({ code: 'BASELINE_UNREADABLE' }),
    );
  });
});
