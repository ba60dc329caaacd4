/** Held by one build at a time; its folder also takes the files being written. */
export const lockName = '.contextor.lock';

/** Begins the names of a build's own folders in the output folder. */
export const privatePrefix = '.contextor-';
