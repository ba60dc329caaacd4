import { hash } from 'node:crypto';

/** A short hash that tells contents apart; not for security. */
export function hashOf(content: string | Uint8Array): string {
  return hash('sha1', content, 'base64url');
}
