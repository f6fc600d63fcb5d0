interface Activity {
  readonly background: boolean;
  waitingFor: string;
}

/** The named activities of one world and what each waits for, so that a deadlock can say it. */
export class Activities {
  readonly #activities = new Map<string, Activity>();
  #foreground = 0;

  has(name: string): boolean {
    return this.#activities.has(name);
  }

  begin(name: string, background: boolean): void {
    this.#activities.set(name, { background, waitingFor: "its start" });
    if (!background) this.#foreground++;
  }

  end(name: string): void {
    if (this.#activities.get(name)?.background === false) this.#foreground--;
    this.#activities.delete(name);
  }

  noteWait(name: string, what: string): void {
    const activity = this.#activities.get(name);
    if (activity) activity.waitingFor = what;
  }

  get foreground(): number {
    return this.#foreground;
  }

  /** `main waits for 'GetObject'; worker waits for its start`. */
  describe(): string {
    const waiting = this.#waiting().map(([name, { waitingFor }]) => `${name} waits for ${waitingFor}`);
    return waiting.join("; ") || "no activity is left";
  }

  #waiting(): [string, Activity][] {
    return [...this.#activities].filter(([, { background }]) => !background);
  }
}
