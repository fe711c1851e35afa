import cliProgress from 'cli-progress';

/** Tells how far a long command is, on the error stream so that its output stays clean. */
export interface Progress {
  update(done: number, total: number): void;
  end(): void;
}

const LINE_EVERY_MS = 2000;

/** A bar where someone watches, otherwise a line every two seconds. */
export function progressOn(stream: NodeJS.WriteStream, what: string): Progress {
  return stream.isTTY ? bar(stream, what) : lines(stream, what);
}

function bar(stream: NodeJS.WriteStream, what: string): Progress {
  const one = new cliProgress.SingleBar({
    stream,
    format: `${what} {bar} {percentage}% {value}/{total} {duration_formatted}`,
    hideCursor: true,
  });
  let started = false;
  return {
    update(done, total) {
      if (!started) one.start(total, done);
      started = true;
      one.setTotal(total);
      one.update(done);
    },
    end: () => one.stop(),
  };
}

function lines(stream: NodeJS.WriteStream, what: string): Progress {
  let last = 0;
  let text = '';
  let shown = '';
  const show = (): void => {
    if (text !== shown) stream.write(text);
    shown = text;
  };
  return {
    update(done, total) {
      text = `${what}: ${done} of ${total}\n`;
      const now = performance.now();
      if (now - last < LINE_EVERY_MS) return;
      last = now;
      show();
    },
    end: show,
  };
}
