// What reads parts of documents that few have: templates of Jinja and Liquid, regular expressions, and BibTeX.
export * from '@huggingface/jinja';
export { default as bibtex } from 'bibtex-parse';
export { Context, Liquid } from 'liquidjs';
export * from 're2js';
