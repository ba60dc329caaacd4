import { join } from 'node:path';
import type { Message } from '../contract/message.ts';
import type { Made, Outcome } from '../contract/outcome.ts';
import type { DocumentDone, DocumentRecord } from '../contract/record.ts';
import { contentHash } from '../document/mdc.ts';
import { ContextorError } from '../errors.ts';
import { hashOf } from '../files/hash.ts';
import { markOfFile } from '../files/mark.ts';
import { gatheredOf } from './corpus/index-line.ts';
import type { Output } from './output.ts';
import { bodyOf } from './publish/page.ts';

/**
 * Writes the output of a document. An error with this file alone fails only the document.
 *
 * @param noted whether the outcome says what the result was made from, for the cache
 * @param whole whether the outcome contains the whole context
 * @throws ContextorError if no file can be written any more
 */
export async function emitDocument(
  record: DocumentRecord,
  { output, noted, whole }: { output: Output; noted: boolean; whole: boolean },
): Promise<Outcome> {
  if (record.status === 'failed') return record;
  if (record.status === 'dropped') {
    const { status, path, stage, reason, keep, messages, timing } = record;
    return { status, path, stage, reason, keep, messages, timing };
  }
  const { path, out, text, context, own, entry, messages, timing } = record;
  try {
    const emitted = await output.emit(out, text);
    const status = emitted === 'unchanged' ? emitted : 'written';
    const gathered = gatheredOf({ path, out, context, own, hash: contentHash(bodyOf(text)) });
    const made = noted && !output.dry && record.keep !== false ? madeOf(record, output) : undefined;
    return {
      status,
      path,
      out,
      ...gathered,
      entry,
      messages,
      timing,
      ...(whole && { context: JSON.stringify(context) }),
      ...(made && { made }),
    };
  } catch (error) {
    if (error instanceof ContextorError) throw error;
    const reason = `Its output ${out} cannot be written: ${(error as Error).message}`;
    const failure: Message = { severity: 'error', rule: 'unwritable', reason, path };
    return { status: 'failed', path, messages: [...messages, failure], timing };
  }
}

function madeOf(
  { out, text, sourceHash, stageKey, dependencies }: DocumentDone,
  { outRoot }: Output,
): Made | undefined {
  const output = markOfFile(join(outRoot, out));
  const asked = stageKey === undefined ? {} : { stageKey };
  return (
    output && { hash: sourceHash, output, outputHash: hashOf(text), ...asked, ...dependencies }
  );
}
