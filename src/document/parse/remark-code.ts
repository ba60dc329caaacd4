/** What the reference parser is made of; `scripts/build.js` makes one file of it. */
export { default as remarkGfm } from 'remark-gfm';
export { default as remarkMdx } from 'remark-mdx';
export { default as remarkParse } from 'remark-parse';
export { unified } from 'unified';
