// The second: it comes after `keywords` and the built-in outline, and reads what both found.
export default {
  name: 'score',
  kind: 'enrich',
  after: ['keywords', 'outline'],
  output: { index: ['score'] },
  corpus: { fields: { score: 'max' } },
  run(_document, { upstream }) {
    const { tags } = upstream('keywords');
    const { outline } = upstream('outline');
    return { score: tags.length + outline.length };
  },
};
