import { hash } from 'node:crypto';

/** A short hash that tells contents apart; not for security. */
export const hashOf = (content: string | Uint8Array): string => hash('sha1', content, 'base64url');
