import { expect, test } from 'vitest';
import { clean } from '../transforms/clean.ts';

const pots = `const pots = [
  { name: 'Bowl', use: 'Soup', kind: 'deep' },
  { name: 'Plate', use: 'Bread', kind: 'flat' },
];`;
const shown = '{some.map((pot) => <p key={pot.name}>{pot.name}: {pot.use}</p>)}';

/** What a page shows of a component with these states and effects. */
function read(body: string, parts: string) {
  const source = `import { useEffect, useState } from 'react';
${pots}
export default function Pots() {
  ${body}
  return <div>${parts}</div>;
}
`;
  const files = { 'docs/Pots.jsx': source };
  const page = "import Pots from './Pots.jsx';\n\n# Pots\n\n<Pots />\n";
  return clean(page, { dialect: 'generic', files });
}

const all = '# Pots\n\nBowl: Soup\n\nPlate: Bread\n';

test.each([
  [
    'data',
    'const [some, setSome] = useState([]); useEffect(() => { setSome(pots) }, []);',
    shown,
    all,
  ],
  [
    'data, in place of nothing',
    'const [some, setSome] = useState(null); useEffect(() => { setSome(pots) }, []);',
    shown.replace('some.map', 'some?.map'),
    all,
  ],
  [
    'what a search finds, which begins empty',
    `const [word, setWord] = useState('');
    const [some, setSome] = useState([]);
    useEffect(() => { setSome(pots.filter(({ name }) => name.includes(word))) }, [word]);`,
    `<input onChange={(event) => setWord(event.target.value)} />${shown}`,
    all,
  ],
  [
    'a filter, of which nothing would show more',
    `const [taken, setTaken] = useState([]);
    const [some, setSome] = useState([]);
    useEffect(() => { setSome(pots); setTaken(['deep']) }, []);
    const filtered = taken.length === 0 ? some : some.filter(({ kind }) => taken.includes(kind));`,
    shown.replace('some.map', 'filtered.map'),
    all,
  ],
  [
    'an object',
    'const [pot, setPot] = useState(null); useEffect(() => { setPot(pots[1]) }, []);',
    '{pot && <p>{pot.name}: {pot.use}</p>}',
    '# Pots\n\nPlate: Bread\n',
  ],
  [
    'a word of what went wrong, which no page shows as it opens',
    `const [some] = useState(pots); const [fault, setFault] = useState('');
    useEffect(() => { if (!window.kiln) setFault('No kiln') }, []);`,
    `${shown}{fault && <p>{fault}</p>}`,
    all,
  ],
])('an effect of React sets %s', (_, body, parts, wanted) => {
  const { body: cleaned, reports } = read(body, parts);
  expect(cleaned).toBe(wanted);
  expect(reports).toEqual([]);
});
