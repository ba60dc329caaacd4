import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest or mostly wait: begun last, they would keep one worker busy while the others have nothing to do. */
const longest =
  /\/test\/(?:corpora\/|build\/stages-that-|queue\/queue|faults\/attacks|pool\/(?:faults|small-builds|survival))/;

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => rank(a) - rank(b));
  }
}

/** A worker whose next file is one of its project goes on with the modules that it has: these follow one another. */
function rank({ moduleId, project }: TestSpecification): number {
  const { isolate } = project.config;
  if (longest.test(moduleId)) return isolate ? 0 : 1;
  return project.name === 'package' ? 2 : 3;
}
