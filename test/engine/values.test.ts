import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { adoptValue, describe as shown } from '../../src/engine/adopt.ts';
import { equalJson, identity, type Json } from '../../src/engine/json.ts';
import { retriesProblem } from '../../src/engine/retries.ts';

describe('values are equal', () => {
  it.each<[a: Json | undefined, b: Json | undefined, equal: boolean]>([
    ['a', 'a', true],
    ['1', 1, false],
    [null, null, true],
    [null, {}, false],
    [undefined, null, false],
    [{}, [], false],
    [[], {}, false],
    [[1, 2], [1, 2], true],
    [[1, 2], [2, 1], false],
    [[1], [1, 2], false],
    [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
    [{ a: 1 }, { a: 2 }, false],
    [{ a: 1 }, { b: 1 }, false],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } }, false],
  ])('%j, %j: %s', (a, b, equal) => {
    expect(equalJson(a, b)).toBe(equal);
    expect(equalJson(b, a)).toBe(equal);
    if (a !== undefined && b !== undefined) expect(identity(a) === identity(b)).toBe(equal);
  });
});

it.each<[value: unknown, name: string]>([
  [null, 'null'],
  [undefined, 'undefined'],
  [[], 'a list'],
  [{}, 'an object'],
  [Object.create(null), 'an object'],
  [Object.create({ constructor: 1 }), 'an object'],
  [new Map(), 'an instance of Map'],
  [Number.NaN, 'the number NaN'],
  ['a', 'a string'],
  [true, 'a boolean'],
])('a value has a name for messages: %o is %s', (value, name) => {
  expect(shown(value)).toBe(name);
});

it.each<[name: string, value: object, plain: boolean]>([
  ['of another realm', runInNewContext('({ a: 1 })'), true],
  ['of another realm with a class', runInNewContext('new (class A { a = 1 })()'), false],
  ['without a prototype', Object.assign(Object.create(null), { a: 1 }), true],
  ['below one without a prototype', Object.create(Object.create(null)), false],
])('an object %s: %o is data: %s', (_, value, plain) => {
  const adopt = () => adoptValue(value, 'a stage');
  if (plain) expect(adopt()).toEqual({ a: 1 });
  else expect(adopt).toThrow('a stage');
});

const listsWithin = (depth: number) =>
  Array.from({ length: depth }).reduce<unknown>((inner) => [inner], 1);
const objectsWithin = (depth: number) =>
  Array.from({ length: depth }).reduce<unknown>((a) => ({ a }), 1);

it.each<[name: string, made: (depth: number) => unknown]>([
  ['lists', listsWithin],
  ['objects', objectsWithin],
])('%s nest in each other 501 deep, and no deeper', (_, made) => {
  expect(adoptValue(made(501), 'a stage')).toEqual(made(501));
  expect(() => adoptValue(made(502), 'a stage')).toThrow(/nested deeper than 500 levels/);
});

it.each<[retries: unknown, problem: RegExp | undefined]>([
  [0, undefined],
  [3, undefined],
  [-1, /^retries is -1, not a whole number from 0$/],
  [1.5, /^retries is 1.5/],
  ['3', /^retries is "3", not a whole number or \{/],
  [null, /^retries is null/],
  [[3], /^retries is \[3\]/],
  [{}, /^retries.times is undefined/],
  [{ times: 1, delay: 2 }, /unknown key 'delay'/],
  [{ times: 0, delayMs: 0, factor: 1, jitter: 0, seed: -5 }, undefined],
  [{ times: 1, delayMs: 2 ** 31 - 1, factor: 1000, jitter: 1 }, undefined],
  [{ times: 1, delayMs: undefined }, undefined],
  [{ times: 1, delayMs: 2 ** 31 }, /^retries.delayMs is 2147483648/],
  [{ times: 1, delayMs: -1 }, /^retries.delayMs is -1/],
  [{ times: 1, factor: 0.5 }, /^retries.factor is 0.5, not a number from 1 to 1000$/],
  [{ times: 1, jitter: 1.1 }, /^retries.jitter/],
  [{ times: 1, jitter: '1' }, /^retries.jitter is "1"/],
])('retries may be %j: %s', (retries, problem) => {
  const said = retriesProblem(retries);
  if (problem === undefined) expect(said).toBeUndefined();
  else expect(said).toMatch(problem);
});
