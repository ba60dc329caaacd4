import { expect, it } from 'vitest';
import type { SitePage } from '../../src/document/site.ts';
import { PageTable } from '../../src/site/page-table.ts';
import fc from '../setup/properties.ts';

const name = fc.constantFrom('a', 'b', 'index', 'README', 'é', '😀');
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => `${parts.join('/')}.md`);
const page: fc.Arbitrary<SitePage> = fc.record({
  path,
  out: fc.string(),
  route: fc.array(name, { maxLength: 2 }).map((parts) => `/${parts.join('/')}`),
  title: fc.string({ unit: 'binary' }),
  anchors: fc.constantFrom('', '\na\nb\tc\n'),
});
const pages = fc.uniqueArray(page, { selector: ({ path: own }) => own, maxLength: 60 });

it('holds the pages as they were given, in their order', () => {
  fc.assert(
    fc.property(pages, (list) => {
      expect([...PageTable.of(list)]).toEqual(list);
    }),
  );
});

it('finds what a search through the list finds', () => {
  fc.assert(
    fc.property(pages, fc.array(fc.oneof(path, name)), (list, others) => {
      const table = PageTable.of(list);
      const stem = (of: string) => of.replace(/\.md$/, '');
      const folder = (of: string) => stem(of).replace(/(?:^|\/)(?:index|README)$/, '');
      for (const key of [...others, ...list.flatMap((one) => [one.path, one.route])]) {
        const byPath = list.find((one) => one.path === key);
        expect(table.find('path', key)).toEqual(byPath);
        expect(table.find('route', key)).toEqual(list.find(({ route }) => route === key));
        const byStem = list.find((one) => [stem(one.path), folder(one.path)].includes(key));
        expect(table.find('stem', key)).toEqual(byStem);
      }
    }),
  );
});

it('is the same where another thread has only its memory', () => {
  const given = ['x', 'y'].map((title) => {
    return { path: `${title}.md`, out: `${title}.mdc`, route: `/${title}`, title, anchors: '' };
  });
  const table = new PageTable(structuredClone(PageTable.of(given).memory));
  expect(table.find('route', '/y')).toEqual(given[1]);
  expect(JSON.parse(JSON.stringify({ pages: table }))).toEqual({ pages: given });
});
