const TERMINAL_MS = 300;
const PIPE_MS = 10_000;

/**
 * Shows how far a slow step is, on stderr: one line that is rewritten on a terminal, a line every ten seconds in a pipe.
 * `count` is asked for the number of things done so far.
 */
export function startCounter(title, { total, unit, count } = {}) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const onTerminal = process.stderr.isTTY;
  process.stderr.write(onTerminal ? `${title} ...` : `${title} ...\n`);
  const timer = setInterval(
    () => {
      const text = total === undefined ? `${title} ... ${seconds()} s` : `${title}: ${count()} of ${total} ${unit}`;
      process.stderr.write(onTerminal ? `\r\u001b[2K${text}` : `${text}\n`);
    },
    onTerminal ? TERMINAL_MS : PIPE_MS,
  );
  return {
    stop() {
      clearInterval(timer);
      if (onTerminal) process.stderr.write('\r\u001b[2K');
    },
    seconds,
  };
}
