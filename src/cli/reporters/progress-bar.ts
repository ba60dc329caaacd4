import { SingleBar } from 'cli-progress';
import type { BuildEvent } from '../../contract/build.ts';
import type { ReporterSetup } from './reporter.ts';

export interface Progress {
  event(event: BuildEvent): void;
  /** Prints while the bar is out of the way. */
  above(print: () => void): void;
  stop(): void;
}

export function progressBar({ terminal, io }: ReporterSetup): Progress {
  const bar = new SingleBar({
    stream: io.stderr as NodeJS.WriteStream,
    format: '{bar} {percentage}%  {value}/{total} documents  {rate}/s  {eta_formatted} left',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: Math.max(10, Math.min(40, terminal.width - 50)),
    clearOnComplete: true,
    hideCursor: true,
    // Bound to the run's own signal handling.
    gracefulExit: false,
  });
  let since = 0;
  let done = 0;
  return {
    event(event) {
      if (event.type === 'started') {
        since = performance.now();
        bar.start(event.documents, 0, { rate: 0 });
      }
      if (event.type === 'document') {
        done += 1;
        const seconds = (performance.now() - since) / 1000;
        bar.update(done, { rate: Math.round(done / Math.max(seconds, 0.001)) });
      }
    },
    above(print) {
      bar.stop();
      print();
      if (since > 0) bar.start(bar.getTotal(), done, { rate: 0 });
    },
    stop: () => bar.stop(),
  };
}
