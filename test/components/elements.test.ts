import { expect, test } from 'vitest';
import { clean } from '../transforms/clean.ts';

test.each([
  [
    'an element that a library moves is that element',
    'import { motion } from \'framer-motion\';\nexport const Own = () => <motion.div className="glow" />;',
    '',
  ],
  [
    'its content stays',
    "import { animated as a } from '@react-spring/web';\nexport const Own = () => <a.h3>Kite</a.h3>;",
    '### Kite\n',
  ],
  [
    'what a script holds is not shown',
    `export const Own = ({ data }) => <><p>Kite</p><script type="application/ld+json" dangerouslySetInnerHTML={{ __html: make(data) }} /></>;`,
    'Kite\n',
  ],
])('%s, and nothing is told as lost', (_, source, shown) => {
  const input = "import { Own } from './Own.jsx';\n\n<Own />\n";
  const { body, reports } = clean(input, { dialect: 'generic', files: { 'docs/Own.jsx': source } });
  expect(body).toBe(shown);
  expect(reports.filter(({ rule }) => rule === 'component-lost')).toEqual([]);
});
