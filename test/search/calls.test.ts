import { expect, test } from 'vitest';
import { answerTo, type Call, faultsOf, randomCall } from '../../bench/search/calls.ts';
import { Random } from '../../scripts/fuzz/random.ts';
import { loadTokenizer } from '../../src/document/count-tokens.ts';
import { guide, searchable } from './docs.ts';

/** More in the nightly run. */
const calls = Number(process.env.CONTEXTOR_CALLS ?? 500);

const docs = {
  ...guide,
  'de/fehler.md': '# Fehler\n\n## Umgebungsvariablen\n\nRichte den Schlüssel ein.\n',
  'fr/erreur.md': `# Erreur\n\n${'Comment définir la clé. '.repeat(400)}\n\n## Clé\n\nIci.\n`,
  'ja/state.md': '# 状態の更新\n\nコンポーネントの設定方法。\n\n## エラー\n\n`useEffect`\n',
  'ru/build.md': '# Сборка\n\nКак настроить сборку: ключ и страница.\n',
  'en/quoted.md':
    '# "Quoted" <document>\n\nThe page says `</document>` and `<document source="x">`.\n',
};

test(`${calls} random calls keep their budgets, name their sources and answer alike`, async () => {
  const { context } = await searchable(docs);
  const count = await loadTokenizer();
  const ids = (await context.pages()).map(({ id }) => id);
  const random = new Random(26);
  for (let number = 0; number < calls; number++) {
    const call = randomCall(random, ids);
    const answer = await answerTo(context, call);
    expect(faultsOf(call, answer, count), JSON.stringify(call).slice(0, 300)).toEqual([]);
    expect(JSON.stringify(await answerTo(context, call))).toBe(JSON.stringify(answer));
  }
}, 600_000);

const source = { url: 'a', chunks: ['a.md'] };
const told = '<document source="a" title="A">\nA\n</document>\n';

test.each<[string, Call, object]>([
  ['over its budget', { tool: 'pack', query: '', budget: 2 }, { text: told, sources: [source] }],
  ['without sources', { tool: 'pack', query: '', budget: 99 }, { text: told, sources: [] }],
  ['of an unknown page', { tool: 'read', id: 'a', maxTokens: 99 }, { text: 'A', url: '' }],
  ['too long', { tool: 'search', query: '', limit: 1 }, { hits: [source, source] }],
  ['refused', { tool: 'search', query: '', limit: 1 }, { refused: 'X' }],
])('an answer %s is named', async (_name, call, answer) => {
  const count = await loadTokenizer();
  const { text = '' } = answer as { text?: string };
  expect(faultsOf(call, { ...answer, tokens: count(text) }, count)).not.toEqual([]);
});
