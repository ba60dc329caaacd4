import { createHash } from 'node:crypto';

/** A short hash that tells contents apart; not for security. */
export function hashOf(content: string | Uint8Array): string {
  return createHash('sha1').update(content).digest('base64url');
}
