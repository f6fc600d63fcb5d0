/** A line at the end of a terminal that is written over while work goes on. */
export interface LiveLine extends Disposable {
  /** Draws it again, now. */
  draw(): void;
}

interface Terminal {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const REDRAW_MS = 150;
const LINE_END = 0x0a;
const CLEAR = "\r\u001b[2K";

/**
 * Shows `text()` as the last line of the terminal and renews it; whatever else this process writes to it stands above. An empty text is no line. Does
 * nothing where standard output is no terminal.
 */
export function liveLine(text: (columns: number) => string, { stdout, stderr, env }: Terminal = process): LiveLine {
  if (stdout.isTTY !== true || env.TERM === "dumb") return { draw: () => {}, [Symbol.dispose]: () => {} };
  const writeOut = stdout.write;
  const writeError = stderr.write;
  const put = (piece: string): void => void Reflect.apply(writeOut, stdout, [piece]);
  let shown = false;
  let atLineStart = true;
  const draw = (): void => {
    // A line that is not complete yet stays as it is.
    if (!atLineStart) return;
    const line = text(stdout.columns);
    if (line === "") return;
    put(`${CLEAR}${line}`);
    shown = true;
  };
  const above =
    (write: typeof writeOut, stream: NodeJS.WriteStream): typeof writeOut =>
    (chunk: string | Uint8Array, ...rest: readonly unknown[]) => {
      if (shown) put(CLEAR);
      shown = false;
      if (chunk.length > 0) atLineStart = typeof chunk === "string" ? chunk.endsWith("\n") : chunk.at(-1) === LINE_END;
      const flushed: unknown = Reflect.apply(write, stream, [chunk, ...rest]);
      draw();
      return flushed === true;
    };
  stdout.write = above(writeOut, stdout);
  if (stderr.isTTY === true) stderr.write = above(writeError, stderr);
  const timer = setInterval(draw, REDRAW_MS);
  timer.unref();
  draw();
  return {
    draw,
    [Symbol.dispose]() {
      clearInterval(timer);
      if (shown) put(CLEAR);
      shown = false;
      stdout.write = writeOut;
      stderr.write = writeError;
    },
  };
}
