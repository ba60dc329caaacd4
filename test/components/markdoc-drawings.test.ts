import { expect, test } from 'vitest';
import { clean } from '../transforms/clean.ts';

test.each([
  ['a drawing', '<figure><svg><path d="M0 0" /></svg></figure>', ['component-lost']],
  ['nothing but room', "<div className={`h-${height ?? '2'}`}></div>", []],
  ['nothing at all', 'null', []],
])('a tag of Markdoc without content of which the source shows %s', (_, shown, rules) => {
  const files = {
    'markdoc/tags.js':
      "import { Gap } from '../components/Gap.jsx';\nexport default { gap: { render: Gap, selfClosing: true } };\n",
    'components/Gap.jsx': `export const Gap = ({ height }) => ${shown};\n`,
  };
  const input = '# Kilns\n\n{% gap height="6" /%}\n\nHot.\n';
  const { body, reports } = clean(input, { dialect: 'markdoc', path: 'pages/kilns.md', files });
  expect(body).toBe('# Kilns\n\nHot.\n');
  expect(reports.map(({ rule }) => rule)).toEqual(rules);
});
