import fc from 'fast-check';

// The same cases in every run, so that a change is what makes a test fail; `npm run fuzz` looks for new ones.
fc.configureGlobal({ seed: 7 });

export default fc;
