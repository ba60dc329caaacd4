import { expect, test } from 'vitest';
import { renderLiquid } from '../../src/document/liquid-template.ts';

const data: Record<string, unknown> = {
  kilns: [{ name: 'Red', built: '2020-01-05 23:30', seen: 'now' }],
  zone: '2020-01-05 23:30:00 +0200',
};
const render = (template: string) => renderLiquid(template, { data: ([name = '']) => data[name] });

test.each([
  ['{{ kilns[0].built | date: "%d %B %H:%M" }}', '05 January 23:30'],
  ['{{ zone | date: "%H:%M" }}', '21:30'],
  ['{{ zone | date_to_string }}', '05 Jan 2020'],
  ['{{ kilns[0].name | date: "%H:%M" }}', 'Red'],
])('%s', (template, expected) => {
  expect(render(template)).toBe(expected);
});

test.each([
  ['a file', '{% for k in kilns %}{% include "package.json" with:"{%" %}{% endfor %}'],
  ['a file, after a blank of Liquid alone', '{%\u180einclude "package.json" %}'],
  ['a layout', '{%\u180elayout "package.json" %}'],
  ['the time of the build', '{{ kilns[0].seen | date: "%Y" }}'],
  [
    'the time of the build, put together',
    '{% assign a = "no" | append: "w" %}{{ a | date: "%Y" }}',
  ],
  ['chance', '{{ kilns |\u180esample }}'],
  ['an object as text', '{% for k in kilns %}{{ k }}{% endfor %}'],
  ['a list of objects as text', 'Kilns: {{ kilns }}'],
  ['a long list', '{% for k in (1..100000000) %}{{ k }}{% endfor %}'],
  ['loops in loops', `${'{% for k in (1..99) %}'.repeat(9)}k${'{% endfor %}'.repeat(9)}`],
  ['deep nesting', `${'{% for k in kilns %}'.repeat(20_000)}k${'{% endfor %}'.repeat(20_000)}`],
])('nothing is made of a template that asks for %s', (_, template) => {
  expect(render(template)).toBeUndefined();
});

test('names that objects inherit change nothing', () => {
  render('{{ __proto__.polluted }}{{ constructor.polluted }}');
  renderLiquid('{{ a.__proto__.b }}{{ a.constructor.prototype.b }}', { data: () => 'polluted' });
  expect(({} as Record<string, unknown>).b).toBeUndefined();
});
