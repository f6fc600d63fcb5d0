/** What waits for its virtual time. Entries are delivered in order of (due, sequence), one at a time. */
export interface QueueEntry {
  readonly due: number;
  readonly sequence: number;
  readonly label: string;
  readonly activity: string;
  readonly background: boolean;
  /** Settles when the real work of the entry is finished; absent for plain timers. */
  work?: Promise<void>;
  finished: boolean;
  cancelled: boolean;
  deliver(): void;
}

/** A binary heap over (due, sequence); cancelled entries are skipped when they surface. */
export class EventQueue {
  readonly #heap: QueueEntry[] = [];
  #foreground = 0;

  /** Entries that keep the world alive. */
  get foreground(): number {
    return this.#foreground;
  }

  push(entry: QueueEntry): void {
    if (!entry.background) this.#foreground++;
    const heap = this.#heap;
    let index = heap.push(entry) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!isBefore(entry, at(heap, parent))) break;
      heap[index] = at(heap, parent);
      index = parent;
    }
    heap[index] = entry;
  }

  cancel(entry: QueueEntry): void {
    if (entry.cancelled) return;
    entry.cancelled = true;
    if (!entry.background) this.#foreground--;
  }

  peek(): QueueEntry | undefined {
    while (this.#heap[0]?.cancelled) this.#removeTop();
    return this.#heap[0];
  }

  pop(): QueueEntry | undefined {
    const entry = this.peek();
    if (!entry) return undefined;
    this.#removeTop();
    // From here on `cancel` must not count it again.
    entry.cancelled = true;
    if (!entry.background) this.#foreground--;
    return entry;
  }

  #removeTop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (heap.length === 0 || last === undefined) return;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(at(heap, child + 1), at(heap, child))) child++;
      if (!isBefore(at(heap, child), last)) break;
      heap[index] = at(heap, child);
      index = child;
    }
    heap[index] = last;
  }
}

function isBefore(a: QueueEntry, b: QueueEntry): boolean {
  return a.due < b.due || (a.due === b.due && a.sequence < b.sequence);
}

function at(heap: QueueEntry[], index: number): QueueEntry {
  const entry = heap[index];
  if (entry === undefined) throw new Error(`event queue: no entry at ${index} of ${heap.length}`);
  return entry;
}
