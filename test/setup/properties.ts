import fc from 'fast-check';

// The same cases in every run, so that a change is what makes a test fail; `npm run fuzz` looks for new ones.
fc.configureGlobal({ seed: 7 });

/** How many cases a property is tried on: these at each change, of which each takes little; many more in the nightly run. */
export const cases = (atEachChange: number) =>
  atEachChange * Number(process.env.CONTEXTOR_CASES ?? 1);

export default fc;
