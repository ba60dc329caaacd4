import { anchorOf, isContinued } from '../chunks.ts';
import type { OutputReader } from '../reader.ts';
import { clearQuestions, type Question, type Questions } from './questions.ts';

const asks = /[?？؟]$/;

/** The headings of sections that are questions, in order: the text below should answer them. */
export function headingQueries(reader: OutputReader): Questions {
  const found: Question[] = [];
  for (let number = 0; number < reader.index.chunks.count; number++) {
    const chunk = reader.chunk(number);
    const query = chunk.headings.at(-1)!;
    const anchor = anchorOf(chunk);
    if (anchor === '' || isContinued(chunk) || !asks.test(query)) continue;
    found.push({ query, page: chunk.path, anchor, without: 'heading' });
  }
  return clearQuestions(reader, found);
}
