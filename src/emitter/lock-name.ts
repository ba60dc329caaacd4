/** Held by one build at a time; its folder also takes the files being written. */
export const lockName = '.contextor.lock';
