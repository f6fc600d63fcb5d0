/**
 * Works on a list in order, up to `depth` items at a time: while the caller handles one result, the next item is
 * already being worked on. `work` must not reject.
 */
export class ReadAhead<Item, Result> {
  readonly #items: readonly Item[];
  readonly #work: (item: Item) => Promise<Result>;
  readonly #started: Promise<Result>[] = [];
  #next = 0;

  constructor(items: readonly Item[], depth: number, work: (item: Item) => Promise<Result>) {
    this.#items = items;
    this.#work = work;
    for (let count = 0; count < depth; count++) this.#start();
  }

  /** The next item's result, in the list's order. */
  async next(): Promise<Result> {
    const first = this.#started.shift();
    if (!first) throw new Error("ReadAhead.next was called more often than there are items");
    const result = await first;
    this.#start();
    return result;
  }

  #start(): void {
    const item = this.#items[this.#next++];
    if (item !== undefined) this.#started.push(this.#work(item));
  }
}
