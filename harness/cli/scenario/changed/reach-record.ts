import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";

const recordFile = z.object({
  /** Path and fingerprint of all that any story reached. */
  prints: z.array(z.tuple([z.string(), z.string()])),
  stories: z.record(z.string(), z.object({ digest: z.string(), reached: z.array(z.number().int().nonnegative()) })),
});

/** What one story file reached when it last ran. */
export interface RecordedReach {
  /** Of the story file. */
  readonly digest: string;
  /** Fingerprints by path. */
  readonly reached: ReadonlyMap<string, readonly string[]>;
}

/** What story files reached, by their path below the project; kept from run to run in one file. */
export class ReachRecord {
  readonly #path: string;
  #stories: Map<string, RecordedReach>;

  /** A missing or unreadable file counts as empty: then everything runs once more. */
  constructor(path: string) {
    this.#path = path;
    this.#stories = read(path);
  }

  of(story: string): RecordedReach | undefined {
    return this.#stories.get(story);
  }

  get stories(): ReadonlyMap<string, RecordedReach> {
    return this.#stories;
  }

  /** `undefined`: it is not known any more. */
  note(story: string, reach: RecordedReach | undefined): void {
    if (reach) this.#stories.set(story, reach);
    else this.#stories.delete(story);
  }

  /** Whole or not at all; of two runs at once the later one counts. */
  write(): void {
    const numbers = new Map<string, number>();
    const prints: [string, string][] = [];
    const numberOf = (path: string, fingerprint: string): number => {
      const key = `${path} ${fingerprint}`;
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, prints.length);
      return prints.push([path, fingerprint]) - 1;
    };
    const stories = Object.fromEntries(
      [...this.#stories].map(([story, { digest, reached }]) => {
        const all = [...reached].flatMap(([path, fingerprints]) => fingerprints.map((one) => numberOf(path, one)));
        return [story, { digest, reached: all }];
      }),
    );
    mkdirSync(dirname(this.#path), { recursive: true });
    const temporary = `${this.#path}.${process.pid}`;
    writeFileSync(temporary, JSON.stringify({ prints, stories } satisfies z.infer<typeof recordFile>));
    renameSync(temporary, this.#path);
  }
}

function read(path: string): Map<string, RecordedReach> {
  let file: z.infer<typeof recordFile>;
  try {
    file = recordFile.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    // Missing, of another version, or cut short.
    return new Map();
  }
  const { prints, stories } = file;
  return new Map(
    Object.entries(stories).map(([story, { digest, reached: numbers }]) => {
      const reached = new Map<string, string[]>();
      for (const number of numbers) {
        const [module = "", fingerprint = ""] = prints[number] ?? [];
        const known = reached.get(module);
        if (known) known.push(fingerprint);
        else reached.set(module, [fingerprint]);
      }
      return [story, { digest, reached }];
    }),
  );
}
