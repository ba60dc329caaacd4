import { expect, test } from 'vitest';
import { transform } from '../../src/one-document.ts';
import { markdownSource } from '../document/generated-markdown.ts';
import fc from '../setup/properties.ts';

/** A page that says what it is about, in so many words that its address may or may not fit. */
const page = fc.tuple(fc.boolean(), markdownSource).map(([isStated, body]) => {
  const head = isStated ? '---\ntitle: Firing\nsidebar_position: 1\n---\n\n' : '# Firing\n\n';
  return `${head}${body}`;
});

test('no page is longer than its source for its address', async () => {
  await fc.assert(
    fc.asyncProperty(page, async (source) => {
      const made = await transform(source, {
        path: 'guides/firing.md',
        baseUrl: 'https://kilns.example/docs',
        dialect: 'generic',
      });
      const { tokens } = made.context as { tokens: { before: number; after: number } };
      const hasAddress = made.text!.includes('url: https://kilns.example/docs/guides/firing');
      expect(hasAddress && tokens.after > tokens.before).toBe(false);
    }),
    { numRuns: 50 },
  );
});
