import { attempt } from '../attempt.ts';
/** A path or address with its escapes read; as it is where they cannot be. */
export const decoded = (path: string): string => readable(path, decodeURIComponent);

/** The same, but what separates the parts of an address stays escaped. */
export const decodedAddress = (path: string): string => readable(path, decodeURI);

const readable = (path: string, decode: (path: string) => string): string =>
  attempt(() => decode(path), path);
