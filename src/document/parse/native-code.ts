/** What contextor takes of the native parser's package; `scripts/build.js` makes one file of it. */
export { markdownToMdast, mdxToMdast } from 'satteri';
