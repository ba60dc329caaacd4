import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { confirmed } from '../../../src/cli/init/confirm.ts';

function asked(answers: string) {
  const stdin = new PassThrough();
  const stderr = new PassThrough();
  // One line a question, as a person answers.
  const lines = answers.split('\n');
  stderr.on('data', (chunk) => {
    if (!String(chunk).endsWith('): ')) return;
    const line = lines.shift();
    if (line === undefined) stdin.end();
    else stdin.write(`${line}\n`);
  });
  return confirmed({ src: 'docs', title: 'Acme' }, { stdin, stderr });
}

test('an empty answer takes what was found', async () => {
  expect(await asked('\n\n')).toEqual({ src: 'docs', out: '.contextor', title: 'Acme' });
});

test('answers win', async () => {
  expect(await asked('content\ncontext\nhttps://a.dev')).toEqual({
    src: 'content',
    out: 'context',
    baseUrl: 'https://a.dev',
    title: 'Acme',
  });
});

test('input that ends early is an error that says what to do', async () => {
  await expect(asked('content')).rejects.toMatchObject({ code: 'INIT_ENDED' });
});
