import { expect, test } from 'vitest';
import { namesIn, readBibtex } from '../../src/document/bibtex.ts';
import { plainTex } from '../../src/document/plain-tex.ts';

test('an entry that is not valid takes no other with it, and its line is known', () => {
  const { entries, faults } = readBibtex(
    '@misc{a, title={A}}\n@misc{b, title={B\n@misc{c, title={C}}',
  );
  expect([...entries.keys()]).toEqual(['a', 'c']);
  expect(faults).toEqual([2]);
});

test('an entry without a key, or with a blank in it, is not valid', () => {
  const { entries, faults } = readBibtex(
    '@misc{, title={A}}\n@misc{b c, title={B}}\n@misc{d, title={D}}\n@string{e = "E"}',
  );
  expect([...entries.keys()]).toEqual(['d']);
  expect(faults).toEqual([1, 2]);
});

test('strings, months and parts that are joined have their values', () => {
  const { entries } = readBibtex(
    '@string{pub = "Clay"}\n@book{a, publisher = pub # " Press", month = mar, year = 2001}',
  );
  const { fields } = entries.get('a')!;
  expect([...fields.values()]).toEqual(['Clay Press', 'March', '2001']);
});

test('an entry has the fields of the one that it refers to', () => {
  const { entries } = readBibtex(
    '@misc{a, crossref={B}, title={T}}\n@book{b, title={Whole}, year=1999}',
  );
  const { fields } = entries.get('a')!;
  expect([fields.get('title'), fields.get('booktitle'), fields.get('year')]).toEqual([
    'T',
    'Whole',
    '1999',
  ]);
});

test('very many braces, and entries that never end, take little time', () => {
  const started = performance.now();
  readBibtex(`@misc{a, title={${'{'.repeat(90_000)}`);
  readBibtex(`@misc{a, title=${'{x'.repeat(20_000)}${'}'.repeat(20_000)}}`);
  readBibtex('@misc{a,\n'.repeat(2000));
  plainTex('\\"{'.repeat(50_000));
  plainTex('\\a{'.repeat(50_000));
  namesIn('{a and '.repeat(20_000));
  expect(performance.now() - started).toBeLessThan(5000);
});

test.each([
  ['M{\\"u}ller', 'Müller'],
  ["Garc{\\'\\i}a", 'García'],
  ["Bo{\\v{z}}ena \\v{C}ern\\'y", 'Božena Černý'],
  ['\\c{c}a, Stra{\\ss}e, \\O{}re', 'ça, Straße, Øre'],
  ['{The} \\emph{Great} A \\& B', 'The Great A & B'],
  ["10--20~km, ``so'' it is", '10–20 km, "so" it is'],
  ['$x_{1}$ of {X}', '$x_{1}$ of X'],
  ['\\url{https://e.com/~a\\_b}', 'https://e.com/~a_b'],
  ['At https://e.com/x--y~z\\_q, too', 'At https://e.com/x--y~z_q, too'],
  ['\\textsuperscript{2}H', '2H'],
  ['{A} \\tone{red}{two {B} c} {D} \\up', 'A \\tone{red}{two B c} D \\up'],
  ['{\\noopsort{1973b}}1973', '1973'],
])('%s reads %s', (source, expected) => {
  expect(plainTex(source)).toBe(expected);
});

test('names with 100,000 blanks between them take no seconds', () => {
  const started = performance.now();
  expect(namesIn(`A${' '.repeat(100_000)}B and C,${' '.repeat(100_000)}D`)).toHaveLength(2);
  expect(performance.now() - started).toBeLessThan(2000);
});

test('names have the first one first', () => {
  expect(
    namesIn('Knuth, Donald E. and {Barnes and Noble} and King, Jr, Martin and others'),
  ).toEqual(['Donald E. Knuth', 'Barnes and Noble', 'Martin King Jr', 'et al.']);
});
