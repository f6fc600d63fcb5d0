interface Activity {
  readonly background: boolean;
  /** Who started it and, as a rule, awaits it. */
  parent: Activity | undefined;
  waitingFor: string;
  ended: boolean;
  /**
   * Reasons not to wait for it: it waits for the world to settle itself, or it or one of its children waits for
   * somebody outside.
   */
  rests: number;
}

/** The named activities of one world and what each waits for, so that a deadlock message can name them. */
export class Activities {
  readonly #activities = new Map<string, Activity>();
  readonly #expectedOutside = new Set<{ readonly label: string }>();
  #foreground = 0;
  #resting = 0;

  has(name: string): boolean {
    return this.#activities.has(name);
  }

  begin(name: string, background: boolean, parentName: string | undefined): void {
    const parent = parentName === undefined ? undefined : this.#activities.get(parentName);
    // An activity that keeps starting its own successor must not keep all its predecessors in memory.
    while (parent?.parent?.ended) parent.parent = parent.parent.parent;
    this.#activities.set(name, {
      background,
      parent,
      waitingFor: "its start",
      ended: false,
      rests: 0,
    });
    if (!background) this.#foreground++;
  }

  end(name: string): void {
    const activity = this.#activities.get(name);
    if (!activity) return;
    activity.ended = true;
    this.#activities.delete(name);
    if (activity.background) return;
    this.#foreground--;
    if (activity.rests > 0) this.#resting--;
  }

  noteWait(name: string, what: string): void {
    const activity = this.#activities.get(name);
    if (activity) activity.waitingFor = what;
  }

  /** Marks the activity as waiting for the world to settle. Returns the function that ends the wait. */
  settles(name: string): () => void {
    this.noteWait(name, "the world to settle");
    const activity = this.#activities.get(name);
    this.#rest(activity, 1);
    return () => this.#rest(activity, -1);
  }

  /**
   * Marks the activity, and those that await it, as waiting for somebody outside. Returns the function that ends the
   * wait.
   */
  expectsOutside(name: string, label: string): () => void {
    this.noteWait(name, `'${label}'`);
    const expected = { label };
    this.#expectedOutside.add(expected);
    const family: Activity[] = [];
    for (let member = this.#activities.get(name); member; member = member.parent) family.push(member);
    for (const member of family) this.#rest(member, 1);
    return () => {
      if (!this.#expectedOutside.delete(expected)) return;
      for (const member of family) this.#rest(member, -1);
    };
  }

  get expectedOutside(): readonly string[] {
    return [...this.#expectedOutside].map(({ label }) => label);
  }

  get foreground(): number {
    return this.#foreground;
  }

  /** Foreground activities that go on by themselves. */
  get active(): number {
    return this.#foreground - this.#resting;
  }

  /** `main waits for 'GetObject'; worker waits for its start`. */
  describe(): string {
    const waiting = this.#waiting().map(([name, { waitingFor }]) => `${name} waits for ${waitingFor}`);
    return waiting.join("; ") || "no activity is left";
  }

  #rest(activity: Activity | undefined, change: 1 | -1): void {
    if (!activity) return;
    const rested = activity.rests > 0;
    activity.rests += change;
    if (activity.background || activity.ended || rested === activity.rests > 0) return;
    this.#resting += change;
  }

  #waiting(): [string, Activity][] {
    return [...this.#activities].filter(([, { background }]) => !background);
  }
}
