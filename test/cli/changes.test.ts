import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Changes } from '../../src/cli/source-watcher.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** The paths that are given out, as soon as they are. */
function taken(changes: Changes) {
  const paths: string[] = [];
  void changes.settled().then((settled) => paths.push(...settled));
  return paths;
}

test('a change is given out when nothing has changed for a while', async () => {
  const changes = new Changes(new AbortController().signal);
  const paths = taken(changes);
  for (const path of ['a', 'b']) {
    await vi.advanceTimersByTimeAsync(79);
    changes.add(path);
  }
  await vi.advanceTimersByTimeAsync(79);
  expect(paths).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(paths).toEqual(['a', 'b']);
});

test('a change that nobody waited for has had its quiet, or is waited for', async () => {
  const changes = new Changes(new AbortController().signal);
  changes.add('a');
  await vi.advanceTimersByTimeAsync(80);
  expect(await changes.settled()).toEqual(['a']);
  changes.add('b');
  await vi.advanceTimersByTimeAsync(79);
  const paths = taken(changes);
  await vi.advanceTimersByTimeAsync(0);
  expect(paths).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(paths).toEqual(['b']);
});

test('an interruption ends the wait', async () => {
  const controller = new AbortController();
  const changes = new Changes(controller.signal);
  const settled = changes.settled();
  controller.abort();
  expect(await settled).toEqual([]);
  expect(await changes.settled()).toEqual([]);
});
