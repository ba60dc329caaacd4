// What runs parts of documents that few have: templates of Jinja, and regular expressions.
export * from '@huggingface/jinja';
export * from 're2js';
