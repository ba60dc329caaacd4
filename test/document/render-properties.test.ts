import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { expect, it } from 'vitest';
import { renderBody } from '../../src/document/render.ts';
import fc, { cases } from '../setup/properties.ts';
import { canonical, markdownSource, markdownTree } from './generated-markdown.ts';

const parser = unified().use(remarkParse).use(remarkGfm);
const parse = (text: string) => parser.runSync(parser.parse(text)) as Root;
const parameters = { numRuns: cases(150) };

it('parses back to the same tree', () => {
  fc.assert(
    fc.property(markdownTree, (tree) => {
      expect(canonical(parse(renderBody(tree)))).toEqual(canonical(tree));
    }),
    parameters,
  );
});

it('renders what it rendered to the same text', () => {
  fc.assert(
    fc.property(markdownSource, (source) => {
      const once = renderBody(parse(source));
      expect(renderBody(parse(once))).toBe(once);
    }),
    parameters,
  );
});
