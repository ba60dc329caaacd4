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
  [
    'nor what a script of Next holds',
    'import Script from \'next/script\';\nexport const Own = ({ data }) => <><p>Kite</p><Script id="a" type="application/ld+json" dangerouslySetInnerHTML={{ __html: \'{}\' }} /></>;',
    'Kite\n',
  ],
  [
    'a link of signs without width is the permalink of what it stands at',
    'export const Own = () => <div id="kiln"><a href="#kiln">\u200B</a><b>Kiln</b></div>;',
    '**Kiln**\n',
  ],
  [
    'words of a list that begin with a drawing stand apart',
    `const Tag = ({ icon: Icon, label }) => <span><Icon />{label}</span>;
    const Icon = () => (
      <svg>
        <path d="M1" />
        <circle r="2" />
      </svg>
    );
    export const Own = () => <div>{['Kiln', 'Kite'].map((label) => <Tag icon={Icon} label={label} />)}</div>;`,
    'Kiln Kite\n',
  ],
  [
    'what a script would draw is shown as the dialect does by the name',
    `const Mermaid = ({ chart }) => { const box = useRef(null); return <div ref={box} dangerouslySetInnerHTML={{ __html: box.current?.innerHTML || '' }} />; };
    export const Own = () => <><Mermaid chart={\`
flowchart TD
  A --> B
\`} /><p>A heats B.</p></>;`,
    '```mermaid\nflowchart TD\n  A --> B\n```\n\nA heats B.\n',
  ],
  [
    'an icon of a package says nothing',
    "import { Flame } from 'lucide-react';\nexport const Own = () => <p><Flame /> Kiln</p>;",
    'Kiln\n',
  ],
  [
    'an element whose name is a value is that element',
    'const Own = ({ as = \'h3\' }) => { const Tag = as as ElementType; return <Tag id="a">Kite</Tag>; };\nexport { Own };',
    '### Kite\n',
  ],
  [
    'also where the name is chosen, with the attributes that it is given',
    `import { Slot } from '@radix-ui/react-slot';
    const Card = ({ as = 'div', asChild, ...rest }) => { const Tag = asChild ? Slot : as; return <Tag {...rest} />; };
    export const Own = () => <Card as="a" href="https://kiln.example"><span>Kiln</span></Card>;`,
    '[Kiln](https://kiln.example)\n',
  ],
  [
    'a name of an entity ends with a semicolon',
    'export const Own = () => <a href="https://kiln.example/?a=1&section=2&amp;b">Kiln &copy &copy; AT&T</a>;',
    '[Kiln &copy © AT&T](https://kiln.example/?a=1&section=2&b)\n',
  ],
  [
    'a heading that is a link to itself',
    'export const Own = () => <h2><a href="#kiln">Kiln</a></h2>;',
    '## Kiln\n',
  ],
  [
    'a heading that leads to another one stays a link',
    'export const Own = () => <h2><a href="#kite">Kiln</a></h2>;',
    '## [Kiln](#kite)\n',
  ],
  [
    'a button that is a drawing with a name for screen readers says nothing',
    'export const Own = () => <div><b>Kiln</b><button><svg /><span className="sr-only">Copy</span></button></div>;',
    '**Kiln**\n',
  ],
  [
    'braces in HTML are text',
    "export const Own = () => <pre dangerouslySetInnerHTML={{ __html: '<b>{</b> heat <i>}</i>' }} />;",
    '```\n{ heat }\n```\n',
  ],
  [
    'Markdown for marked is read',
    "import { marked } from 'marked';\nexport const Own = () => <div dangerouslySetInnerHTML={{ __html: marked.parse('A **kiln**.') }} />;",
    'A **kiln**.\n',
  ],
])('%s, and nothing is told as lost', (_, source, shown) => {
  const input = "import { Own } from './Own.jsx';\n\n<Own />\n";
  const { body, reports } = clean(input, { dialect: 'generic', files: { 'docs/Own.jsx': source } });
  expect(body).toBe(shown);
  expect(reports.filter(({ rule }) => rule === 'component-lost')).toEqual([]);
});

test('code that a component works on in a way that is not understood stays', () => {
  const source = `export const Own = ({ code, title }) => {
    const [lines, setLines] = useState(highlight(code));
    return <div><h5>{title}</h5><pre>{lines}</pre></div>;
  };`;
  const input =
    'import { Own } from \'./Own.jsx\';\n\n<Own title="Kiln" code={`type Kiln = Heat;\ntype Kite = Wind;`} />\n';
  const { body } = clean(input, { dialect: 'generic', files: { 'docs/Own.jsx': source } });
  expect(body).toBe('**Kiln**\n\n```\ntype Kiln = Heat;\ntype Kite = Wind;\n```\n');
});

test('so does a command', () => {
  const source = `export const Own = ({ code, title }) => {
    const command = code.replace('VERSION', useVersion());
    return <div><h5>{title}</h5><pre>{command}</pre></div>;
  };`;
  const input =
    'import { Own } from \'./Own.jsx\';\n\n<Own title="Kiln" code={`npm install kiln@VERSION`} />\n';
  const { body } = clean(input, { dialect: 'generic', files: { 'docs/Own.jsx': source } });
  expect(body).toBe('**Kiln**\n\n```sh\nnpm install kiln@VERSION\n```\n');
});

test('so does code that the page imports', () => {
  const files = {
    'docs/Own.jsx':
      'export const Own = ({ code }) => <div><h5>Kiln</h5><pre>{highlight(code)}</pre></div>;',
    'docs/code.js': 'export const code = `type Kiln = Heat;\ntype Kite = Wind;`;',
  };
  const input =
    "import { Own } from './Own.jsx';\nimport { code } from './code.js';\n\n<Own code={code} />\n";
  const { body } = clean(input, { dialect: 'generic', files });
  expect(body).toBe('```\ntype Kiln = Heat;\ntype Kite = Wind;\n```\n');
});

test.each([
  ['<Own>Words</Own>', 'Words\n', 'unknown-component'],
  ['<Own />', '', 'component-lost'],
])(
  'a component that cannot be read is told as lost where nothing of it is shown: %s',
  (use, shown, rule) => {
    const input = `import { Own } from './Own.jsx';\n\n${use}\n`;
    const files = { 'docs/Own.jsx': 'export const Own = styled(Box);' };
    const { body, reports } = clean(input, { dialect: 'generic', files });
    expect(body).toBe(shown);
    expect(reports.map((one) => one.rule).filter((one) => one !== 'empty-page')).toEqual([rule]);
  },
);

test('words that a list of a page shows stand apart', () => {
  const input = '{["Kiln", "Kite"].map((name) => <b>{name}</b>)}\n';
  expect(clean(input, { dialect: 'docusaurus' }).body).toBe('**Kiln** **Kite**\n');
});
