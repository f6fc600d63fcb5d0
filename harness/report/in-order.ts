/**
 * Texts of parts that end in any order, written in the order of the parts: what comes early waits until all before it have
 * ended. So two runs of the same scenarios print the same lines.
 */
export class InOrder {
  readonly #left: string[];
  readonly #write: (text: string) => void;
  readonly #waiting = new Map<string, string[]>();
  readonly #ended = new Set<string>();

  constructor(parts: readonly string[], write: (text: string) => void) {
    this.#left = [...parts];
    this.#write = write;
  }

  add(part: string, text: string): void {
    const [first] = this.#left;
    if (part === first || !this.#left.includes(part)) this.#write(text);
    else this.#waiting.set(part, [...(this.#waiting.get(part) ?? []), text]);
  }

  ended(part: string): void {
    this.#ended.add(part);
    for (let [first] = this.#left; first !== undefined && this.#ended.has(first); [first] = this.#left) {
      this.#left.shift();
      const [next] = this.#left;
      if (next !== undefined) this.#release(next);
    }
  }

  /** Nothing else is waited for. */
  flush(): void {
    for (const part of this.#left.splice(0)) this.#release(part);
  }

  #release(part: string): void {
    for (const text of this.#waiting.get(part) ?? []) this.#write(text);
    this.#waiting.delete(part);
  }
}
