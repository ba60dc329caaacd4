// A glossary: one page over all others. It runs once, when all documents are through, and lists every
// heading that several pages have, with links to them.
export default {
  name: 'glossary',
  kind: 'corpus',
  async run(corpus, { options }) {
    const places = new Map();
    for await (const { title, out, outline, published } of corpus.pages()) {
      if (!published) continue;
      for (const { title: term, slug } of outline) {
        const known = places.get(term) ?? [];
        places.set(term, [...known, { title, to: encodeURI(`${out}#${slug}`) }]);
      }
    }
    const shared = [...places].filter(([, found]) => found.length >= (options?.pages ?? 2));
    shared.sort(([a], [b]) => (a < b ? -1 : 1));
    const link = ({ title, to }) => `- [${title.replace(/[[\]\\]/g, '\\$&')}](${to})`;
    const entries = shared.map(([term, found]) => `## ${term}\n\n${found.map(link).join('\n')}`);
    await corpus.addPage({
      out: 'glossary.mdc',
      title: 'Glossary',
      description: 'What several pages speak of, and where.',
      body: entries.join('\n\n'),
    });
    return { terms: shared.length };
  },
};
