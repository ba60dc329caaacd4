/** What expressions are read with; `scripts/build.js` makes one file of it. */
export { Parser } from 'acorn';
export { default as jsx } from 'acorn-jsx';
