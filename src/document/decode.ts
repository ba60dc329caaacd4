import type { Finding } from '../contract/message.ts';
import type { ContextorError } from '../errors.ts';
import { isNotebook, notebookText } from './notebook.ts';

/** The Markdown of a source. */
interface SourceText {
  text: string;
  messages: Finding[];
  /** The line of the file that a line of a notebook's text comes from. */
  lineOf?: (line: number) => number;
}

/**
 * The bytes of a source file as text: no byte order mark, `\n` line ends, nothing undecodable; of a
 * notebook its Markdown.
 *
 * @param path tells a notebook by its ending; default: none
 */
export function decodeSource(bytes: Uint8Array, path = ''): SourceText {
  let messages: Finding[] = [];
  let text = decodeBytes(bytes, messages);
  if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
  const notebook = isNotebook(path) ? readNotebook(text, messages) : undefined;
  if (notebook !== undefined) {
    text = notebook.text;
    // Their lines are those of the file, which would be taken for lines of the text.
    messages = messages.map(({ line: _, ...message }) => message);
  }
  if (text.includes('\0')) {
    messages.push({
      severity: 'warning',
      rule: 'encoding',
      reason: 'The file contains NUL characters; each was replaced by U+FFFD.',
      line: lineOf(text, text.indexOf('\0')),
    });
    text = text.replaceAll('\0', '\uFFFD');
  }
  return { text, messages, ...(notebook && { lineOf: notebook.lineOf }) };
}

function readNotebook(text: string, messages: Finding[]): ReturnType<typeof notebookText> {
  try {
    return notebookText(text);
  } catch (error) {
    const { message, remedy } = error as ContextorError;
    messages.push({ severity: 'error', rule: 'unreadable', reason: `${message}. ${remedy}` });
    return { text: '', lineOf: (line) => line };
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decodeBytes(bytes: Uint8Array, messages: Finding[]): string {
  const wide = utf16Encoding(bytes);
  if (wide !== undefined) {
    messages.push({
      severity: 'warning',
      rule: 'encoding',
      reason: `The file is ${wide.toUpperCase()}; it was read as such. Save it as UTF-8.`,
      line: 1,
    });
    return new TextDecoder(wide).decode(bytes);
  }
  try {
    return utf8.decode(bytes);
  } catch {
    const text = new TextDecoder('utf-8').decode(bytes);
    messages.push({
      severity: 'warning',
      rule: 'encoding',
      reason: 'The file is not valid UTF-8; what could not be read was replaced by U+FFFD.',
      line: lineOf(text, Math.max(0, text.indexOf('\uFFFD'))),
    });
    return text;
  }
}

function utf16Encoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    line++;
  }
  return line;
}
