import type { DocumentRecord } from '../../src/pool/protocol.ts';
import type { Finding } from '../../src/verify/evidence.ts';
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
  const [a, b] = [auto.text.split('\n'), remark.text.split('\n')];
  const shorter = Math.min(a.length, b.length);
  const found = a.findIndex((text, at) => text !== b[at]);
  const line = found === -1 ? shorter : found;
  return `parsers differ on output line ${line + 1}: ${quoted(a[line])} and ${quoted(b[line])}`;
}

const quoted = (line: string | undefined) => JSON.stringify(line ?? '');

/** What no text may lead to, however broken it is. */
const always = new Set<Finding['rule']>(['fixed-point']);

/** Findings of links are about other pages; any other says that the text was mended to be read. */
const aboutLinks = new Set(['broken-link', 'broken-anchor', 'link-outside']);

/**
 * What the independent checker finds in the output. What is lost or leaks can be told only of a
 * text that is what it seems to both readers: whole blocks that were read without being mended.
 */
export function unfaithful(record: DocumentRecord, document: Seed): string | undefined {
  if (record.status !== 'ok') return undefined;
  const { path, text: source, dialect, whole = false } = document;
  const { findings } = verifyDocument({ path, source, output: record.text, dialect });
  const isSound = whole && record.messages.every(({ rule }) => aboutLinks.has(rule));
  const found = findings.find(({ rule }) => isSound || always.has(rule));
  return found && `verify: ${found.rule}, line ${found.line}: ${found.what}`;
}
