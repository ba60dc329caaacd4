// A service: eight documents ask at once, over all workers. A busy service is asked again, and one that
// stays away costs the field, not the page; the next build asks again.
export default {
  name: 'rating',
  kind: 'enrich',
  concurrency: 8,
  timeoutMs: 10_000,
  retries: { times: 2, delayMs: 100, factor: 2, jitter: 0.5, seed: 1 },
  onError: 'skip',
  output: { frontMatter: ['rating'], index: ['rating'] },
  async run({ path }, { options, signal }) {
    const response = await fetch(new URL(path, options.url), { signal });
    if (!response.ok) throw new Error(`the service answered ${response.status}`);
    return { rating: (await response.json()).rating };
  },
};
