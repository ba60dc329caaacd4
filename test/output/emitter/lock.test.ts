import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { lockOutput, lockOwner, ownMark } from '../../../src/output/emitter/lock.ts';
import { lockName } from '../../../src/output/emitter/lock-name.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'contextor-lock-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

function heldBy(root: string, owner: object): string {
  const lock = join(root, lockName);
  mkdirSync(lock);
  writeFileSync(join(lock, 'owner.json'), JSON.stringify(owner));
  writeFileSync(join(lock, 'plan.jsonl'), '{}');
  return lock;
}

const deadPid = () => spawnSync(process.execPath, ['-e', '0']).pid;

it('is gone without a trace when it is released', async () => {
  const root = folder();
  const lock = await lockOutput(root);
  writeFileSync(join(lock.folder, '1.tmp'), 'half');
  lock.release();
  expect(readdirSync(root)).toEqual([]);
});

it('is held by one build at a time, in the order of release', async () => {
  const root = folder();
  let inside = 0;
  const build = async () => {
    const lock = await lockOutput(root);
    inside += 1;
    expect(inside).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 5));
    inside -= 1;
    lock.release();
  };
  await Promise.all(Array.from({ length: 8 }, build));
  expect(readdirSync(root)).toEqual([]);
});

it('tells who holds it, and gives up with a remedy', async () => {
  const root = folder();
  expect(lockOwner(root)).toBeUndefined();
  const held = await lockOutput(root);
  expect(lockOwner(root)).toBe(`process ${process.pid} on ${hostname()}`);
  await expect(lockOutput(root, { waitMs: 250 })).rejects.toMatchObject({ code: 'OUTPUT_LOCKED' });
  held.release();
  expect(lockOwner(root)).toBeUndefined();
  expect(readdirSync(root)).toEqual([]);
});

it('is taken over from a build that died, whose folder can be read and is then cleared', async () => {
  const root = folder();
  heldBy(root, { pid: deadPid(), host: hostname(), token: 'x' });
  mkdirSync(join(root, `.contextor-${deadPid()}-half`));
  expect(lockOwner(root)).toBeUndefined();
  const lock = await lockOutput(root);
  expect(existsSync(join(lock.abandoned!, 'plan.jsonl'))).toBe(true);
  lock.clear();
  expect(readdirSync(root)).toEqual([lockName]);
  lock.release();
});

it('is not taken from a build that has just taken it over from one that died', async () => {
  const root = folder();
  const path = heldBy(root, { pid: deadPid(), host: hostname(), token: 'dead' });
  const looks = vi.spyOn(process, 'kill').mockImplementationOnce(() => {
    rmSync(path, { recursive: true });
    heldBy(root, { pid: process.pid, host: hostname(), token: 'quicker' });
    throw Object.assign(new Error('no such process'), { code: 'ESRCH' });
  });
  onTestFinished(() => looks.mockRestore());
  await expect(lockOutput(root, { waitMs: 150 })).rejects.toMatchObject({ code: 'OUTPUT_LOCKED' });
  expect(JSON.parse(readFileSync(join(path, 'owner.json'), 'utf8'))).toMatchObject({
    token: 'quicker',
  });
});

it('waits for a build on another machine only while that gives signs of life', async () => {
  const root = folder();
  const path = heldBy(root, { pid: 1, host: 'elsewhere', token: 'x' });
  await expect(lockOutput(root, { waitMs: 150 })).rejects.toMatchObject({ code: 'OUTPUT_LOCKED' });
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(path, longAgo, longAgo);
  (await lockOutput(root)).release();
});

it.skipIf(process.platform !== 'linux')(
  'is taken at once from a build whose number another process has now',
  async () => {
    const root = folder();
    heldBy(root, { ...ownMark(), started: '1', host: hostname(), token: 'x' });
    expect(lockOwner(root)).toBeUndefined();
    const lock = await lockOutput(root, { waitMs: 0 });
    lock.clear();
    lock.release();
    expect(readdirSync(root)).toEqual([]);
  },
);

it('of another container, whose numbers mean nothing here, holds while it gives signs of life', async () => {
  const root = folder();
  const path = heldBy(root, { ...ownMark(), space: 'other', host: hostname(), token: 'x' });
  await expect(lockOutput(root, { waitMs: 150 })).rejects.toMatchObject({ code: 'OUTPUT_LOCKED' });
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(path, longAgo, longAgo);
  (await lockOutput(root)).release();
});

it('can be given up with what it holds', async () => {
  const root = folder();
  const first = await lockOutput(root);
  writeFileSync(join(first.folder, 'plan.jsonl'), '{}');
  first.abandon();
  const second = await lockOutput(root);
  expect(existsSync(join(second.abandoned!, 'plan.jsonl'))).toBe(true);
  second.release();
});
