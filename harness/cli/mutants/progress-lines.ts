import type { Verdict } from "../../tools/mutants/generated/verdict.ts";

const MS_PER_MINUTE = 60_000;
/** In a log file every line stays, so there are fewer. */
const EVERY = 25;

export interface ProgressOutput {
  readonly write: (text: string) => void;
  /** One line that is written over, instead of one after the other. */
  readonly terminal: boolean;
  /** Milliseconds of real time. */
  readonly now: () => number;
}

/** Says how far long work is, and how long the rest may take. */
export class ProgressLines {
  readonly #output: ProgressOutput;
  #work = "";
  #begunAt = 0;
  #caught = { "by scenario": 0, "by unit test": 0, no: 0, "not judged": 0 };
  #judged = 0;

  constructor(output: ProgressOutput) {
    this.#output = output;
  }

  say(text: string): void {
    this.#output.write(`${text}\n`);
  }

  count(work: string, done: number, all: number, details = ""): void {
    if (work !== this.#work) {
      this.#work = work;
      this.#begunAt = this.#output.now();
      if (this.#output.terminal && done > 1) this.#output.write("\n");
    }
    if (!this.#output.terminal && done % EVERY !== 0 && done !== all) return;
    const spentMs = this.#output.now() - this.#begunAt;
    const leftMs = done > 1 && done < all ? (spentMs / (done - 1)) * (all - done) : 0;
    const left = leftMs > 0 ? ` · about ${Math.ceil(leftMs / MS_PER_MINUTE)} min left` : "";
    const text = `${done}/${all} ${work}${details}${left}`;
    this.#output.write(this.#output.terminal ? `\r${text}\u001b[K` : `${text}\n`);
    if (this.#output.terminal && done === all) this.#output.write("\n");
  }

  verdict({ caught }: Verdict, all: number): void {
    this.#caught[caught]++;
    this.#judged++;
    const { "by scenario": byScenario, "by unit test": byUnitTest, no } = this.#caught;
    this.count(
      "mutants",
      this.#judged,
      all,
      `: ${byScenario} caught by scenarios, ${byUnitTest} by unit tests, ${no} not`,
    );
  }

  /** An empty line before what follows. */
  end(): void {
    this.#output.write("\n");
  }
}
