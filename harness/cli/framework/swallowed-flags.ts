import { shellQuoted } from "../../support/shell-quoted.ts";
import { type Option, type OptionTable, takesNone } from "./options.ts";

/** Names that npm uses itself: npm may set them for its own reasons, so they prove nothing. */
const OF_NPM: ReadonlySet<string> = new Set(["help", "version", "verbose"]);

/**
 * `npm run scenario --seed 5` gives the flag to npm, not to us: npm sets `npm_config_seed=true` and hands on `5` (seen
 * with npm 11; `--seed=5` sets `npm_config_seed=5`). Returns one sentence with the intended command, or undefined when
 * npm took none of our flags.
 */
export function explainSwallowedFlags(
  script: string,
  table: OptionTable,
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  if (environment.npm_lifecycle_event !== script) return undefined;
  const rest = [...argv];
  const flags: string[] = [];
  const meant: string[] = [];
  for (const [name, option] of Object.entries(table)) {
    if (OF_NPM.has(name)) continue;
    for (const spelled of option.short === undefined ? [name] : [name, option.short]) {
      const kept = environment[`npm_config_${spelled.replaceAll("-", "_")}`];
      if (!kept) continue;
      const flag = spelled === name ? `--${name}` : `-${spelled}`;
      flags.push(flag);
      if (option.kind === "switch" || (kept === "true" && takesNone(option))) meant.push(flag);
      else if (takesNone(option)) meant.push(`${flag}=${shellQuoted(kept)}`);
      else meant.push(...valuesOf(option, kept, rest).map((value) => `${flag} ${value}`));
    }
  }
  if (flags.length === 0) return undefined;
  const command = ["npm run", script, "--", ...rest.map(shellQuoted), ...meant].join(" ");
  return `npm kept ${flags.join(", ")} for itself: flags of "${script}" go behind a "--". Type: ${command}`;
}

/** A flag's values: those that npm took, or the arguments that can only belong to it (removed from `rest`). */
function valuesOf(option: Exclude<Option, { kind: "switch" }>, kept: string, rest: string[]): readonly string[] {
  // npm joins the values of a repeated flag with an empty line.
  const values = kept.split("\n\n");
  const loose = values.filter((value) => value === "true").length;
  const fitting = rest.filter((argument) => reads(option, argument));
  const taken = fitting.length === loose ? fitting : [];
  for (const argument of taken) rest.splice(rest.indexOf(argument), 1);
  const supply = taken.values();
  return values.map((value) =>
    value === "true" ? shellQuoted(supply.next().value ?? option.placeholder) : shellQuoted(value),
  );
}

function reads(option: Exclude<Option, { kind: "switch" }>, argument: string): boolean {
  if (option.kind === "value" && option.fits !== undefined) return option.fits(argument);
  try {
    option.read(argument);
    return true;
  } catch {
    // A value that the option refuses does not belong to it.
    return false;
  }
}
