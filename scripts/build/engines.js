// What runs parts of documents that few have: templates of Jinja and Liquid, and regular expressions.
export * from '@huggingface/jinja';
export { Context, Liquid } from 'liquidjs';
export * from 're2js';
