import { z } from "zod";
import { UsageError } from "../../support/usage-error.ts";
import { damaged } from "./state-file.ts";
import { INSTANT } from "./state-keeper.ts";

/** What a state was begun with. It cannot go on with anything else: ARNs, ids and times in it come from there. */
export interface StateSettings {
  readonly account: string;
  readonly region: string;
  readonly seed: number;
  readonly clock: "real" | "virtual";
}

const FACT = "setting/";
const Settings = z.object({
  account: z.string(),
  region: z.string(),
  seed: z.coerce.number(),
  clock: z.enum(["real", "virtual"]),
});

/**
 * The settings of the state in a folder: those it was begun with, or, where there is none, what was asked for or is usual.
 *
 * @throws UsageError when something else is asked for than it was begun with.
 */
export function settingsOf(
  folder: string,
  facts: ReadonlyMap<string, string>,
  asked: Partial<StateSettings>,
  usual: StateSettings,
): StateSettings {
  const defined = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  if (facts.size === 0) return { ...usual, ...defined };
  const named = Object.fromEntries(Object.keys(usual).map((name) => [name, facts.get(FACT + name)]));
  const read = Settings.safeParse(named);
  if (!read.success) throw damaged(folder, "it does not say what it was begun with");
  const begun = read.data;
  for (const [name, value] of Object.entries(begun)) {
    if (!(name in defined) || String(defined[name]) === String(value)) continue;
    throw new UsageError(
      `--${name} ${String(defined[name])}: the state in ${folder} was begun with ${value}; leave the option out, or name another folder.`,
    );
  }
  return begun;
}

export function factsOf(settings: StateSettings): [name: string, value: string][] {
  return Object.entries(settings).map(([name, value]) => [FACT + name, String(value)]);
}

/** The instant at which the state was last written; `undefined` for a new one. */
export function instantOf(facts: ReadonlyMap<string, string>): number | undefined {
  const text = facts.get(INSTANT);
  return text === undefined ? undefined : Number(text);
}
