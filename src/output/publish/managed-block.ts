import { ContextorError } from '../../errors.ts';

const begin = '<!-- contextor:begin -->';
const end = '<!-- contextor:end -->';

/**
 * Puts `content` between contextor's markers in a text that others own, or takes the block out
 * when `content` is undefined. Everything outside the markers stays as it is; doing it twice
 * changes nothing.
 *
 * @throws ContextorError `BROKEN_MARKERS` where the markers are no single pair in order.
 */
export function setManagedBlock(text: string, content: string | undefined, file: string): string {
  const found = findBlock(text, file);
  const block = content === undefined ? '' : `${begin}\n${content.trim()}\n${end}\n`;
  if (found === undefined) {
    if (block === '') return text;
    const gap = text === '' || text.endsWith('\n\n') ? '' : text.endsWith('\n') ? '\n' : '\n\n';
    return `${text}${gap}${block}`;
  }
  const before = text.slice(0, found.start);
  const after = text.slice(found.end);
  if (block !== '') return `${before}${block}${after}`;
  if (after.trim() === '') return before.trim() === '' ? '' : `${before.trimEnd()}\n`;
  return `${before}${after.replace(/^\n/, '')}`;
}

function findBlock(text: string, file: string): { start: number; end: number } | undefined {
  const starts = text.split(begin).length - 1;
  const ends = text.split(end).length - 1;
  if (starts === 0 && ends === 0) return undefined;
  const start = text.indexOf(begin);
  const close = text.indexOf(end);
  if (starts !== 1 || ends !== 1 || close < start) {
    const line = text.slice(0, Math.max(start, close)).split('\n').length;
    throw new ContextorError(
      `${file}:${line}: contextor's markers are no single pair: ${starts} × "${begin}", ${ends} × "${end}"`,
      {
        code: 'BROKEN_MARKERS',
        remedy: `Leave one "${begin}" with one "${end}" below it, or remove them all, and run again.`,
      },
    );
  }
  const after = close + end.length;
  return { start, end: text[after] === '\n' ? after + 1 : after };
}
