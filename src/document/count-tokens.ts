import { readFile } from 'node:fs/promises';
import { endianness } from 'node:os';
import { defaultEncoding, type Encoding, type Tokenizer } from '../contract/tokenizer.ts';
import { distFile } from '../files/dist-file.ts';
import { type TokenCounter, tokenCounter } from './tokens/counter.ts';
import { unpackVocabulary } from './tokens/vocabulary.ts';

export type { TokenCounter } from './tokens/counter.ts';

const loading = new Map<Encoding, Promise<TokenCounter>>();
const loaded = new Map<Encoding, TokenCounter>();

/** A counter, whose vocabulary is loaded on first use. */
export async function loadTokenizer(tokenizer: Tokenizer = defaultEncoding): Promise<TokenCounter> {
  const encoding = encodingOf(tokenizer);
  if (encoding !== undefined) {
    if (!loading.has(encoding)) loading.set(encoding, loadEncoding(encoding));
    await loading.get(encoding);
  }
  return loadedTokenizer(tokenizer)!;
}

/** The counter of {@link loadTokenizer}, once it is there. */
export function loadedTokenizer(tokenizer: Tokenizer): TokenCounter | undefined {
  const encoding = encodingOf(tokenizer);
  const count = encoding === undefined ? undefined : loaded.get(encoding);
  if (typeof tokenizer === 'string') return count;
  if ('charactersPerToken' in tokenizer) {
    return (text) => Math.ceil(text.length / tokenizer.charactersPerToken);
  }
  return count && ((text) => Math.ceil(count(text) * tokenizer.factor));
}

function encodingOf(tokenizer: Tokenizer): Encoding | undefined {
  if (typeof tokenizer === 'string') return tokenizer;
  return 'factor' in tokenizer ? (tokenizer.of ?? defaultEncoding) : undefined;
}

async function loadEncoding(encoding: Encoding): Promise<TokenCounter> {
  if (endianness() === 'BE') throw new Error('Token counts need a little-endian machine.');
  const vocabulary = unpackVocabulary(await readFile(distFile(`${encoding}.bin`)));
  const count = tokenCounter(vocabulary, encoding);
  loaded.set(encoding, count);
  return count;
}
