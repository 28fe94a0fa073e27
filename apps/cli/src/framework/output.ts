/** The part of a stream that output needs; process.stdout and process.stderr fit. */
export interface TextStream {
  write(text: string): boolean;
  once(event: 'drain' | 'close' | 'error', listener: () => void): unknown;
  off(event: 'drain' | 'close' | 'error', listener: () => void): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Where a verb's results and remarks go: results on stdout, everything else on stderr. */
export interface Output {
  /** One line of the result on stdout. */
  line(text: string): void;
  /** One line of remark on stderr (what is being started, what to do next). */
  say(text: string): void;
  /** One JSON value on one stdout line. */
  json(value: unknown): void;
  /** Raw text on stdout, waiting while the reader is slow: for long streams such as `export`. */
  stream(text: string): Promise<void>;
}

/** Output over two streams. `beforeWrite` runs before each write (it takes a progress bar off the screen). */
export function createOutput(
  streams: { readonly stdout: TextStream; readonly stderr: TextStream },
  beforeWrite: () => void,
): Output {
  const { stdout, stderr } = streams;
  return {
    line(text) {
      beforeWrite();
      stdout.write(`${text}\n`);
    },
    say(text) {
      beforeWrite();
      stderr.write(`${text}\n`);
    },
    json(value) {
      beforeWrite();
      stdout.write(`${JSON.stringify(value)}\n`);
    },
    async stream(text) {
      if (!stdout.write(text)) await drained(stdout);
    },
  };
}

function drained(stream: TextStream): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      for (const event of ['drain', 'close', 'error'] as const) stream.off(event, done);
      resolve();
    };
    for (const event of ['drain', 'close', 'error'] as const) stream.once(event, done);
  });
}
