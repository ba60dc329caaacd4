// What reads parts of documents that few have: templates of Jinja and Liquid, programs of Python, regular expressions, and BibTeX.
export * from '@huggingface/jinja';
export { parser } from '@lezer/python';
export { default as bibtex } from 'bibtex-parse';
export { Context, Liquid } from 'liquidjs';
export * from 're2js';
