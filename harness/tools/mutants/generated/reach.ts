import type { Mutant } from "./mutant.ts";
import type { FileOutcome } from "./session/messages.ts";

/** Test files that may notice a mutant, the quickest first. */
export interface Candidates {
  readonly files: readonly string[];
  /** How long they take without any mutant. */
  readonly durationMs: number;
  /** How often they pass the mutant's place. */
  readonly passes: number;
}

const NOBODY: Candidates = { files: [], durationMs: 0, passes: 0 };

/** Which test files reach which mutants: of stories, or of unit tests. */
export class Reach {
  readonly #byMutant = new Map<string, Candidates>();

  /** `outcomes` of runs without any mutant, each file in a thread of its own: what is loaded counts as passed, too. */
  constructor(outcomes: readonly FileOutcome[]) {
    for (const { file, durationMs, reached } of [...outcomes].sort((a, b) => a.durationMs - b.durationMs)) {
      for (const [id, passes] of Object.entries(reached ?? {})) {
        const before = this.#byMutant.get(id) ?? NOBODY;
        this.#byMutant.set(id, {
          files: [...before.files, file],
          durationMs: before.durationMs + durationMs,
          passes: before.passes + passes,
        });
      }
    }
  }

  candidates({ id }: Mutant): Candidates {
    return this.#byMutant.get(id) ?? NOBODY;
  }
}
