/**
 * Which ids of one run stand for which of another: random ids differ from run to run, but one that stands in the same
 * place must stand for the same thing wherever it is met again.
 */
export class Correspondence {
  readonly #there = new Map<string, string>();
  readonly #here = new Map<string, string>();

  /** Whether both stand for the same thing; what was not met before is taken as a pair. */
  agrees(here: string, there: string): boolean {
    const [known, knownBack] = [this.#there.get(here), this.#here.get(there)];
    if (known === undefined && knownBack === undefined) {
      this.#there.set(here, there);
      this.#here.set(there, here);
      return true;
    }
    return known === there && knownBack === here;
  }
}
