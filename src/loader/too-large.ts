import type { Settings } from '../config/settings.ts';
import type { Message } from '../contract/message.ts';

/** Documents over `documentLimitMb`, with the error that each gets. */
export function tooLarge(
  files: readonly { path: string; bytes: number }[],
  { documentLimitMb }: Pick<Settings, 'documentLimitMb'>,
): Map<string, Message> {
  const large = files.filter(({ bytes }) => bytes > documentLimitMb * 1024 * 1024);
  return new Map(
    large.map(({ path, bytes }) => {
      const size = Math.ceil(bytes / 1024 / 1024);
      const reason = `It has ${size} MB, more than \`documentLimitMb\` allows (${documentLimitMb}); it was not read.`;
      return [path, { severity: 'error', rule: 'too-large', reason, path }];
    }),
  );
}
