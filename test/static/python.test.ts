import { expect, test } from 'vitest';
import { callInModule } from '../../src/static/python/program.ts';
import { represented, simple, type Value } from '../../src/static/python/value.ts';

/** What a program hands to `out`, as Python's `repr` shows it. */
function handed(program: string, files: Record<string, string> = {}): string[] {
  const all: string[] = [];
  const out = simple((value) => {
    all.push(represented(value as Value));
    return null;
  });
  const read = (path: string) => ({ ...files, 'main.py': program })[path];
  callInModule({ path: 'main.py', name: 'main' }, out, read);
  return all;
}

const body = (lines: string) => `def main(out):\n${lines.replace(/^(?=.)/gm, '    ')}\n`;

// The second part of each is what Python 3 prints for `repr`.
test.each([
  ['"a" "b" + \'c\'', "'abc'"],
  ['"it\'s"', '"it\'s"'],
  [String.raw`r"\d" + "\t\x41\\"`, String.raw`'\\d\tA\\'`],
  ['"""a "b" c"""', '\'a "b" c\''],
  ['1 + 2 * 3 - 7 // 2 ** 2 + -7 % 3', '8'],
  [
    '[1, "a", None, True, (1,), (1, 2), {"k": [2]}]',
    "[1, 'a', None, True, (1,), (1, 2), {'k': [2]}]",
  ],
  ['1 < 2 < 3', 'True'],
  ['1 < 2 > 3', 'False'],
  ['([] and not 1 or 2, not 0 and 3, not not 1, 0 or not 0 and "x")', "(2, 3, True, 'x')"],
  ['not 1 == 2 and 1 not in [2]', 'True'],
  ['not "" and ([] or "other")', "'other'"],
  ['"b" in "abc", 4 not in [1, 2], None is None, 1 == True', '(True, True, True, True)'],
  ['"yes" if [0] else "no"', "'yes'"],
  ['"abcdef"[1:-1], "abc"[-1], [1, 2, 3][1:], (1, 2)[:1]', "('bcde', 'c', [2, 3], (1,))"],
  ['{"a": 1, **{"b": 2}}["b"]', '2'],
  ['[*"ab", *[1]]', "['a', 'b', 1]"],
  ['[x * 2 for x in range(5) if x % 2]', '[2, 6]'],
  ['[(a, b) for a in "xy" for b in (1, 2)]', "[('x', 1), ('x', 2), ('y', 1), ('y', 2)]"],
  ['{k: v for k, v in {"a": 1}.items()}', "{'a': 1}"],
  ['(lambda a, b=2: a * b)(3)', '6'],
  [String.raw`f"a\t{1}\x41" rf"\d{2}"`, String.raw`'a\t1A\\d2'`],
  ['f"{1:>{2 + 2}}|{[1, 2][0]}"', "'   1|1'"],
  ['", ".join(str(n) for n in [1, 2])', "'1, 2'"],
  [
    "f\"{1 + 1} {{x}} {'a'!r} {3:02d} {'ab':>4}|{'ab':*^6}|{1234567:,}\"",
    '"2 {x} \'a\' 03   ab|**ab**|1,234,567"',
  ],
  ['"{} {} {name[key]!r}".format(1, "b", name={"key": "c"})', '"1 b \'c\'"'],
  ['"{1}{0}{{}}".format("a", "b")', "'ba{}'"],
  [
    '"%s is %d%% of %(x)s" % {"x": 1} if False else "%s: %r, %03d%%" % ("a", "b", 7)',
    '"a: \'b\', 007%"',
  ],
  ['" Kiln fire ".strip().title().replace("F", "W").split()', "['Kiln', 'Wire']"],
  [
    '"a,b,c".split(",", 1), "a=b=c".partition("="), "x.y.z".rpartition(".")',
    "(['a', 'b,c'], ('a', '=', 'b=c'), ('x.y', '.', 'z'))",
  ],
  [
    '"--a-".strip("-"), "xxa".lstrip("x"), "a\\n".rstrip(), "ab".removeprefix("a")',
    "('a', 'a', 'a', 'b')",
  ],
  [
    '"a\\nb\\n".splitlines(), "7".zfill(3), "ab".ljust(4, "."), "ab".rjust(3)',
    "(['a', 'b'], '007', 'ab..', ' ab')",
  ],
  [
    '"Abc".startswith(("x", "A")), "abc".endswith("c"), "abc".find("z"), "12".isdigit()',
    '(True, True, -1, True)',
  ],
  [
    'sorted([3, 1, 2], reverse=True), sorted(["bb", "a"], key=len), max(1, 3), min([4, 2])',
    "([3, 2, 1], ['a', 'bb'], 3, 2)",
  ],
  [
    'list(enumerate("ab", start=1)), list(zip([1, 2], "ab")), list(reversed([1, 2]))',
    "([(1, 'a'), (2, 'b')], [(1, 'a'), (2, 'b')], [2, 1])",
  ],
  [
    'len({"a": 1}), sum([1, 2]), any([0, 1]), all([0, 1]), int("7"), abs(-2), bool("")',
    '(1, 3, True, False, 7, 2, False)',
  ],
  [
    'list(map(str, [1])), list(filter(None, [0, 1])), dict(a=1), list(range(3, 0, -1))',
    "(['1'], [1], {'a': 1}, [3, 2, 1])",
  ],
  ['{"a": 1}.get("b", 2), list({"a": 1}.keys()), {"a": None}.get("a", 2)', "(2, ['a'], None)"],
  ['7 / 2, 1_000, 0.25', '(3.5, 1000, 0.25)'],
])('%s', (expression, value) => {
  expect(handed(body(`out((${expression}))`))).toEqual([value]);
});

test.each([
  [
    'assignments',
    'a = b = [1]\nb.append(2)\n(c, d), e = (1, 2), 3\na[0] += 5\nout((a, c + d + e))',
    ['([6, 2], 6)'],
  ],
  ['branches', 'x = 2\nif x == 1:\n    out(1)\nelif x == 2:\n    out(2)\nelse:\n    out(3)', ['2']],
  [
    'loops',
    'for n in range(9):\n    if n == 1: continue\n    if n == 3: break\n    out(n)\nelse:\n    out("all")',
    ['0', '2'],
  ],
  ['a loop with an end', 'for n in [1]:\n    pass\nelse:\n    out("all")', ["'all'"]],
  ['a loop under a condition', 'n = 0\nwhile n < 3:\n    n += 1\nout(n)', ['3']],
  [
    'functions',
    'def f(a, *rest, b="x", **more):\n    """Doc."""\n    return a, rest, b, more\nout(f(1, 2, 3, b=4, c=5))',
    ["(1, (2, 3), 4, {'c': 5})"],
  ],
  ['a function without a result', 'def f():\n    pass\nout(f())', ['None']],
  [
    'functions that keep what is around them',
    'n = 0\ndef up():\n    nonlocal n\n    n += 1\n    return n\nup()\nout(up())',
    ['2'],
  ],
  [
    'decorators',
    'def twice(f):\n    return lambda: f() * 2\n@twice\ndef two():\n    return 2\nout(two())',
    ['4'],
  ],
  [
    'attempts that raise nothing',
    'try:\n    x = 1\nexcept ValueError:\n    x = 2\nelse:\n    x += 5\nfinally:\n    out(x)',
    ['6'],
  ],
  [
    'imports',
    'from textwrap import dedent as d, indent\nimport html\nimport urllib.parse\nfrom os import environ\nout((d("  a\\n  b"), indent("a\\n\\nb", "> "), html.escape("<a>"), urllib.parse.quote("a b/c"), environ.get("X", "y")))',
    [String.raw`('a\nb', '> a\n\n> b', '&lt;a&gt;', 'a%20b/c', 'y')`],
  ],
])('%s', (_, lines, expected) => {
  expect(handed(body(lines))).toEqual(expected);
});

test.each([
  [
    'what a module takes from outside',
    'import subprocess\nv = subprocess.run("x")\nout(v)\nout(1)',
  ],
  [
    'a variable that such a value might have changed',
    'import os\nx = 1\nif os.environ["X"]:\n    x = 2\nout(x)\nout(1)',
  ],
  [
    'a list that a loop over it might have filled',
    'import os\na = []\nfor f in os.listdir("."):\n    a.append(f)\nout(a)\nout(1)',
  ],
  ['what is raised', 'def f(x):\n    raise ValueError(x)\nout(f(1))\nout(1)'],
  ['a generator', 'def f():\n    yield 1\nout(f())\nout(1)'],
  ['an endless loop', 'def f():\n    while True:\n        pass\nx = f()\nout(x)'],
  ['an endless call', 'def f():\n    return f()\nout(f())\nout(1)'],
  ['a long text', 'a = "x" * 999999\nout(a + a)\nout(1)'],
  ['a whole number that is a fraction', 'out(4 / 2)\nout(1)'],
  ['an argument too many', 'def f(): return 1\nout(f(2))\nout(1)'],
  ['a syntax error', 'out(1 +)\nout(1)'],
])('%s is not known', (_, lines) => {
  const all = handed(body(lines));
  expect(all.every((one) => one === '1')).toBe(true);
});

test('modules of the project are read, each once', () => {
  const files = {
    'parts/__init__.py': 'from .names import name\nfrom . import names',
    'parts/names.py': 'import main\nname = "kiln"\n',
    'flat.py': 'size = 3',
  };
  const program = `from parts import name\nimport parts.names as n\nimport flat\n${body('out((name, n.name, flat.size))')}`;
  expect(handed(program, files)).toEqual(["('kiln', 'kiln', 3)"]);
});

test('where there is no such function, nothing is called', () => {
  expect(handed('def other(out):\n    out(1)\n')).toEqual([]);
  callInModule({ path: 'none.py', name: 'main' }, null, () => undefined);
});
