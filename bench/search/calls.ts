import type { Random } from '../../scripts/fuzz/random.ts';
import { ContextorError } from '../../src/errors.ts';
import type { Context } from '../../src/search/open.ts';

/** One random call of what an agent can ask. */
export type Call =
  | { tool: 'search'; query: string; limit: number }
  | { tool: 'pack'; query: string; budget: number }
  | { tool: 'read'; id: string; maxTokens: number; cursor?: string };

const words = [
  ...['how', 'to', 'configure', 'the', 'build', 'useEffect', 'state', 'page', 'error', 'install'],
  ...['wie', 'richte', 'ich', 'Umgebungsvariablen', 'ein', 'Fehler', 'größe', 'Schlüssel'],
  ...['comment', 'définir', 'une', 'clé', "l'état", 'où', 'erreur', 'chaîne'],
  ...['как', 'настроить', 'сборку', 'ошибка', 'страница', 'ключ'],
  ...['状態', 'の', '更新', '設定方法', 'エラー', 'コンポーネント'],
  ...['كيف', 'أضيف', 'صفحة', 'خطأ', 'مفتاح'],
];
const operators = [
  '"',
  '*',
  '(',
  ')',
  'AND',
  'OR',
  'NOT',
  '-',
  '+',
  '^2',
  '~',
  '[a TO b]',
  '\\',
  ':',
  '%',
  "'; --",
];
const odd = [
  '\0',
  '\ud800',
  '\u202e',
  '🙂',
  '</document>',
  '\n\n# ',
  'a'.repeat(70),
  '../../etc/passwd',
];

/** @param ids of pages that are there */
export function randomCall(random: Random, ids: readonly string[]): Call {
  const size = Math.floor(100_000 ** random.next());
  const kind = random.below(3);
  if (kind === 0)
    return { tool: 'search', query: randomQuery(random), limit: 1 + random.below(50) };
  if (kind === 1) return { tool: 'pack', query: randomQuery(random), budget: size };
  const id = random.below(8) === 0 ? randomQuery(random) : random.pick(ids);
  const cursor = random.below(4) === 0 ? { cursor: String(random.below(5_000)) } : {};
  return { tool: 'read', id, maxTokens: size, ...cursor };
}

function randomQuery(random: Random): string {
  const kind = random.below(20);
  if (kind === 0) return '';
  if (kind === 1) return many(random, words, 10_000);
  if (kind === 2) return many(random, operators, 40);
  if (kind === 3) return many(random, [...words, ...operators, ...odd], 200);
  return many(random, words, 8 + random.below(60));
}

/** Words up to a number of characters. */
function many(random: Random, from: readonly string[], length: number): string {
  let text = random.pick(from);
  while (text.length < length) text += ` ${random.pick(from)}`;
  return text.slice(0, length);
}

/** What a call gives, or the code of its refusal. */
export async function answerTo(context: Context, call: Call): Promise<object> {
  try {
    if (call.tool === 'search') return await context.search(call.query, { limit: call.limit });
    if (call.tool === 'pack') return await context.pack(call.query, { budget: call.budget });
    const { id, maxTokens, cursor } = call;
    return await context.read(id, { maxTokens, cursor });
  } catch (error) {
    if (error instanceof ContextorError) return { refused: error.code };
    throw error;
  }
}

type Told = Partial<{
  text: string;
  tokens: number;
  url: string;
  hits: { id: string; url: string }[];
  sources: { url: string; chunks: string[] }[];
}>;

/** What is wrong with an answer; nothing where it keeps its budget and names its sources. */
export function faultsOf(call: Call, answer: object, count: (text: string) => number): string[] {
  const { text = '', tokens = 0, url = '', hits = [], sources = [] } = answer as Told;
  if ('refused' in answer) return call.tool === 'read' ? [] : [`refused: ${answer.refused}`];
  const most =
    call.tool === 'pack' ? call.budget : call.tool === 'read' ? call.maxTokens : Infinity;
  const faults = [
    ...(count(text) === tokens ? [] : ['other tokens than it says']),
    ...(tokens <= most ? [] : [`${tokens} tokens for ${most}`]),
  ];
  if (call.tool === 'search') {
    const unnamed = hits.some((hit) => hit.id === '' || hit.url === '');
    return unnamed || hits.length > call.limit ? [...faults, 'too many hits, or unnamed'] : faults;
  }
  if (call.tool === 'read') return url === '' ? [...faults, 'no source'] : faults;
  const named = sources.every(
    (source) => source.chunks.length > 0 && text.includes('<document source="'),
  );
  const told = text.split('<document source="').length - 1;
  return named && told === sources.length ? faults : [...faults, 'text without its sources'];
}
