import { unescaped } from '../evidence.ts';

const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  lbrace: '{',
  lcub: '{',
  rbrace: '}',
  rcub: '}',
  amp: '&',
  quot: '"',
};

/** A source as it reads where escapes and entities are the signs that they stand for. */
export function withoutEscapes(source: string): string {
  const read = source.replace(
    /&(?:#(\d{1,6})|#x([\da-f]{1,5})|(\w{2,6}));/gi,
    (whole, decimal, hex, name) => {
      if (name !== undefined) return entities[name] ?? whole;
      return String.fromCodePoint(Number.parseInt(decimal ?? hex, decimal ? 10 : 16));
    },
  );
  return unescaped(read).replace(/\{(['"`])(.*?)\1\}/g, '$2');
}
