import type { Node } from 'estree-jsx';
import { expect, test } from 'vitest';
import { Budget, Exceeded } from '../../src/static/budget.ts';
import { evaluate } from '../../src/static/evaluate.ts';
import { globals } from '../../src/static/globals.ts';
import { parseScript } from '../../src/static/parse-script.ts';
import { Scope } from '../../src/static/scope.ts';
import { fn, unknown, type Value } from '../../src/static/value.ts';

function valueOfSource(source: string): Value {
  const markup = (): Value => unknown;
  const load = (): Value => unknown;
  const reading = {
    budget: new Budget(),
    source,
    markup,
    load,
    shown: {
      placed: () => [],
      isSilent: () => false,
      fullest: (): Value => unknown,
      shared: <T>(work: () => T): T => work(),
      together: (): Value => unknown,
    },
  };
  const scope = new Scope(reading);
  for (const [name, value] of globals) scope.define(name, value);
  const [statement] = parseScript(`(${source})`, 'ts')?.body ?? [];
  return evaluate((statement as unknown as { expression: Node }).expression, scope);
}

const known: [source: string, value: unknown][] = [
  ['1 + 2 * 3', 7],
  ['`a${1}b${"c"}`', 'a1bc'],
  ['undefined ?? "x"', 'x'],
  ['null?.a.b', undefined],
  ['0 || "x"', 'x'],
  ['1 < 2 ? "yes" : "no"', 'yes'],
  ['typeof []', 'object'],
  ['(({ a = 1, ...rest }) => a + rest.b)({ b: 2 })', 3],
  ['[...[1, 2], 3].map((x, i) => x * i).join("-")', '0-2-6'],
  ['["b", "a"].toSorted().at(-1)', 'b'],
  ['((list) => [...list.splice(1, 1, "x", "y"), list.join()])([1, 2, 3]).join("|")', '2|1,x,y,3'],
  ['[1, 2, 3].toSpliced(1).join()', '1'],
  ['[3, 1].reduce((least, n) => (n < least ? n : least), Infinity)', 1],
  ['Object.entries({ a: 1, b: 2 }).filter(([, n]) => n > 1).flat().join()', 'b,2'],
  ['Object.keys({ ...{ a: 1 }, b: 2 }).length', 2],
  ['Array.from(new Set([1, 1, 2])).length', 2],
  ['Array.from({ length: 2 }, (_, i) => i).join()', '0,1'],
  ['["x"].includes("x") && "npm i".split(" ")[0].toUpperCase()', 'NPM'],
  ['[1, 2, 3].reduce((sum, n) => sum + n, 0)', 6],
  ['"a-b-c".replaceAll("-", " ")', 'a b c'],
  ['"/guides/intro.mdx".replace(/^\\/+/, "").replace(/\\.(md|mdx)$/i, "")', 'guides/intro'],
  ['"a1b22".replace(/(\\d+)/g, "<$1>")', 'a<1>b<22>'],
  ['"get-started".replace(/-(\\w)/g, (_, c) => c.toUpperCase())', 'getStarted'],
  ['(27).toString(16).padStart(4, "0")', '001b'],
  ['(27).toString() + (0.5).toFixed(2)', '270.50'],
  ['"npm i  x".split(/\\s+/).join("|")', 'npm|i|x'],
  ['/^https?:/.test("https://example.com") && !/^#/.test("a")', true],
  ['"v2.1.0".match(/^v(\\d+)/)?.[1] ?? "none"', '2'],
  ['"x".match(/y/) ?? "none"', 'none'],
  ['"a".replace(/(a+)+$/, "")', ''],
  [
    '[..."a1b2".matchAll(/[a-z](?<digit>\\d)/g)].map((m) => m.index + m.groups.digit).join()',
    '01,22',
  ],
  ['"a1b2".match(/\\d/).index', 1],
  ['"seven".substr(-3, 2)', 've'],
  ['(() => { let s = ""; for (const c of ["a", "b"]) s += c; return s; })()', 'ab'],
  ['(() => { switch ("b") { case "a": return 1; case "b": return 2; } })()', 2],
  ['(() => { try { throw 1; } catch { return "caught"; } })()', 'caught'],
  ['({ get a() { return 1; } }).a', 1],
  ['({ b: 2, get a() { return this.b; } }).a', 2],
  ['Object.keys({ set a(b) {} }).length', 0],
  ['(() => { let a = 1; return [a++, ++a, a--, --a].join(); })()', '1,3,3,1'],
  [
    "JSON.stringify(Object.groupBy([1, 2, 3], (n) => (n > 1 ? 'more' : 'one')))",
    '{"one":[1],"more":[2,3]}',
  ],
  ['JSON.stringify({ a: 1 }, null, 1)', '{\n "a": 1\n}'],
  ['JSON.stringify([1])', '[1]'],
  ['encodeURIComponent("a b")', 'a%20b'],
  ['new TextEncoder().encode("[é").map((byte) => byte.toString(16)).join(" ")', '5b c3 a9'],
  ['+"2" - -"1"', 3],
  ['((undefined) => undefined)(1)', 1],
  ['(() => { for (let i = 0; ; i++) if (i === 3) return i; })()', 3],
  [
    '(() => { let n = 0; for (let i = 0; i < 9; i++) { if (i === 3) break; n += i; } return n; })()',
    3,
  ],
  ['(() => { return f(); function f() { return 1; } })()', 1],
  ['(() => { let f; return f?.() ?? 2; })()', 2],
  ['(() => { let s = ""; for (const k in { a: 1, b: 2 }) s += k; return s; })()', 'ab'],
  ['new Map([["a", 1]]).get("a")', 1],
  ['new Date("1970-1-2").getTime()', 86_400_000],
  ['new Date("1970-01-01T00:00:01") - new Date("1970-01-01T01:00:00+01:00")', 1000],
  ['new Date("2024-05-01") < new Date("1 June 2024")', true],
  ['+new Date(7)', 7],
  ['(x as any)!', unknown],
  ['JSON.stringify({ a: [1, null] })', '{"a":[1,null]}'],
  [`JSON.parse('{"a":[1,null]}').a`, [1, null]],
  ['Math.max(1, 2) + Number("3")', 5],
];

test.each(known)('%s', (source, value) => {
  expect(valueOfSource(source)).toEqual(value);
});

test.each([
  'fetch("https://example.com")',
  'process.env.HOME',
  '({}).constructor',
  '[].constructor.constructor("return 1")()',
  '"x".constructor.fromCharCode(120)',
  '"a".replace(/(?=a)/, "")',
  '"aa".replace(/(a)\\1/, "")',
  '/(?<!a)b/.test("b")',
  '/a/.test(nobody)',
  '"a".replace(/a/, nobody)',
  '(() => { if (globalThis.a) return globalThis.b; return null; })()',
  'new Date().getFullYear()',
  'new Date(1e20).toISOString()',
  'new Date("a while ago").getTime()',
  '`${new Date("2024-05-01")}`',
  'Math.random()',
  'JSON.parse("{")',
  '[1, nobody].includes(2)',
  'nobody + 1',
  '({ ...nobody }).a',
  'Object.prototype',
  'import("node:fs")',
])('%s is not known', (source) => {
  expect([unknown, undefined]).toContain(valueOfSource(source));
});

test.each([
  '(() => { let a = [1]; for (let i = 0; i < 40; i++) a = [...a, ...a]; return a; })()',
  '(() => { let a = { b: nobody }; for (;;) a = { ...a }; })()',
])('%s takes no more than may be spent', (source) => {
  expect(() => valueOfSource(source)).toThrow(Exceeded);
});

test('what hangs on something that is not known is not known either', () => {
  expect(valueOfSource('nobody ? 1 : 2')).toBe(unknown);
  // The items of a list are known, whatever their order.
  expect(valueOfSource('[3, 1].sort(() => nobody)')).toEqual([3, 1]);
  expect(valueOfSource('(() => { let a = 1; if (nobody) a = 2; return a; })()')).toBe(unknown);
  expect(valueOfSource('(() => { switch (nobody) { case 1: return 2; } })()')).toBe(unknown);
});

test('nothing is put on a function that all documents share', () => {
  const shared = fn(() => 1);
  shared.setMember('part', 2);
  expect(shared.member('part')).not.toBe(2);
});
