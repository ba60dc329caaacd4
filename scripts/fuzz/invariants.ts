import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { DocumentRecord } from '../../src/contract/record.ts';
import { renderBody } from '../../src/document/render.ts';
import { verifyDocument } from '../../src/verify/verify.ts';
import type { Seed } from './mutate.ts';

/** A document may fail, but with a message, and never by a defect of a stage. */
export function failure(record: DocumentRecord): string | undefined {
  if (record.status === 'ok') return undefined;
  const error = record.messages.find(({ severity }) => severity === 'error');
  if (!error) return 'failed without a message';
  return error.rule === 'transform-error' ? `failed: ${error.reason}` : undefined;
}

export function parsersDiffer(auto: DocumentRecord, remark: DocumentRecord): string | undefined {
  if (auto.status !== remark.status) return `parsers differ: ${auto.status} and ${remark.status}`;
  if (auto.status !== 'ok' || remark.status !== 'ok' || auto.text === remark.text) return undefined;
  return `parsers differ on output line ${differenceOf(auto.text, remark.text)}`;
}

/**
 * Output that is parsed as plain Markdown renders as it is; empty lines, which the reference counts
 * to the list before them, aside, and maths in brackets with backslashes, which stays as it is written.
 */
export function unstable(record: DocumentRecord): string | undefined {
  if (record.status !== 'ok') return undefined;
  const body = record.text.replace(/^---\n[\s\S]*?\n---\n\n?/, '');
  const again = renderBody(plain.parse(body));
  if (dense(again) === dense(body)) return undefined;
  const withoutMaths = body.replace(maths, 'x');
  if (withoutMaths !== body && dense(renderBody(plain.parse(withoutMaths))) === dense(withoutMaths))
    return undefined;
  return `no fixed point, body line ${differenceOf(body, again)}`;
}

const maths = /\\\((?:(?!\\\)).)+\\\)|\\\[(?:(?!\\\]).)+\\\]/g;

const dense = (text: string) => text.replace(/^[ >]*\n/gm, '').trim();

const plain = unified().use(remarkParse).use(remarkGfm).freeze();

/** Findings of links are about other pages; any other says that the text was fixed to be read. */
const aboutLinks = new Set(['broken-link', 'broken-anchor', 'link-outside']);

/**
 * What the independent checker finds in the output. What is lost or leaks can be told only of a
 * text that is what it seems to both readers: whole blocks that were read without being fixed.
 */
export function unfaithful(record: DocumentRecord, document: Seed): string | undefined {
  if (record.status !== 'ok' || !document.whole) return undefined;
  if (!record.messages.every(({ rule }) => aboutLinks.has(rule))) return undefined;
  const { path, text: source, dialect, profile } = document;
  const [found] = verifyDocument({ path, source, output: record.text, dialect, profile }).findings;
  return found && `verify: ${found.rule}, line ${found.line}: ${found.what}`;
}

/** The first line where two texts differ, with what each has there. */
function differenceOf(left: string, right: string): string {
  const [a, b] = [left.split('\n'), right.split('\n')];
  const found = a.findIndex((text, at) => text !== b[at]);
  const line = found === -1 ? Math.min(a.length, b.length) : found;
  return `${line + 1}: ${quoted(a[line])} and ${quoted(b[line])}`;
}

const quoted = (line: string | undefined) => JSON.stringify(line ?? '');
