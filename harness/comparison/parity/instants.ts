/** Kinds of volatile values that are instants, and how each is written. */
const INSTANTS: Readonly<Record<string, (text: string) => number>> = {
  time: Date.parse,
  datetime: (text) => Date.parse(`${text.replace(" ", "T")}Z`),
  "signing time": (text) => Date.parse(text.replace(/^(....)(..)(..T..)(..)(..Z)$/, "$1-$2-$3:$4:$5")),
  "HTTP date": Date.parse,
  "epoch ms": Number,
  "epoch s": (text) => Number(text) * 1_000,
};
/** What two instants of two runs may be apart, which may depend on where they lie. */
export type Tolerance = (oneMs: number, anotherMs: number) => number;

/** Two runs of one story on the same kind of clock differ by less, and a wrong life time by more. */
export const TOLERANCE_MS = 1_000;

export function isInstant(kind: string): boolean {
  return Object.hasOwn(INSTANTS, kind);
}

/**
 * `<time 1764756000123>`: the kind with the instant in milliseconds since the epoch, moved from where it is written; the kind alone
 * for what is none.
 */
export function instantText(kind: string, text: string, moved: (ms: number) => number = (ms) => ms): string {
  const ms = INSTANTS[kind]?.(text) ?? Number.NaN;
  return Number.isNaN(ms) ? `<${kind}>` : `<${kind} ${Math.max(0, Math.round(moved(ms)))}>`;
}

/** Whether two texts of `instantText` are the same instant, but for what two runs may differ; undefined for others. */
export function sameInstant(
  one: string,
  another: string,
  toleranceMs: Tolerance = () => TOLERANCE_MS,
): boolean | undefined {
  const [a, b] = [readInstant(one), readInstant(another)];
  return a === undefined || b === undefined ? undefined : Math.abs(a - b) <= toleranceMs(a, b);
}

/** The text with its instants as people read them. */
export function withReadableInstants(text: string): string {
  return text.replaceAll(/<([\w ]+) (\d+)>/g, (whole, kind: string, ms: string) =>
    isInstant(kind) ? new Date(Number(ms)).toISOString() : whole,
  );
}

function readInstant(text: string): number | undefined {
  const [, kind = "", ms] = /^<([\w ]+) (\d+)>$/.exec(text) ?? [];
  return isInstant(kind) ? Number(ms) : undefined;
}
