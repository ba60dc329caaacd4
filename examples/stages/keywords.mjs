// The first of two stages: the words that a page uses most.
export default {
  name: 'keywords',
  kind: 'enrich',
  output: { frontMatter: ['tags'], index: ['tags'] },
  corpus: { fields: { tags: 'union' } },
  run(document) {
    const counts = new Map();
    for (const [word] of document
      .body()
      .toLowerCase()
      .matchAll(/\p{L}{6,}/gu)) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const most = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
    return { tags: most.slice(0, 3).map(([word]) => word) };
  },
};
