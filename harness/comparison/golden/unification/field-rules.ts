/** A field that is not compared as it stands; every rule says why. */
export interface FieldRule {
  /** Which fields: matched against the path within the step, `serverLogs[0].duration`. */
  readonly at: RegExp;
  readonly reason: string;
  /**
   * `skip`: not compared, and may be absent on one side. `unordered`: an object whose keys may come in any order. A
   * pattern: ours must match it, the recorded value is not looked at.
   */
  readonly rule: "skip" | "unordered" | RegExp;
}

export function ruleFor(rules: readonly FieldRule[], path: string): FieldRule | undefined {
  return rules.find(({ at }) => at.test(path));
}
