/** Which module of the project imports which, as Node has resolved them; by URL. */
export class ImportGraph {
  readonly #imports = new Map<string, Set<string>>();

  add(importer: string, imported: string): void {
    for (const url of [importer, imported]) if (!this.#imports.has(url)) this.#imports.set(url, new Set());
    this.#imports.get(importer)?.add(imported);
  }

  get modules(): readonly string[] {
    return [...this.#imports.keys()];
  }

  /** Those that nothing of `without` is reached from, each after what it imports itself. */
  modulesWithout(without: ReadonlySet<string>): readonly string[] {
    const reaches = new Map<string, boolean>();
    const found: string[] = [];
    const visit = (url: string): boolean => {
      const known = reaches.get(url);
      if (known !== undefined) return known;
      // Of a cycle, for as long as it is open.
      reaches.set(url, false);
      let does = without.has(url);
      for (const imported of this.#imports.get(url) ?? []) if (visit(imported)) does = true;
      reaches.set(url, does);
      if (!does) found.push(url);
      return does;
    };
    for (const url of this.#imports.keys()) visit(url);
    return found;
  }
}
