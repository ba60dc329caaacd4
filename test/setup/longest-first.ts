import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest or mostly wait: begun last, they would keep one worker busy while the others have nothing to do. */
const longest =
  /\/test\/(?:corpora\/|build\/stages-that-|queue\/|faults\/attacks|pool\/(?:faults|small-builds|survival))/;

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => longest.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
