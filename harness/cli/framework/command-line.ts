import { parseArgs } from "node:util";
import { nearest } from "../../support/nearest.ts";
import { UsageError } from "../../support/usage-error.ts";
import { type Option, type OptionTable, type OptionValues, spelling, takesNone } from "./options.ts";

export interface CommandLine<Table extends OptionTable> {
  readonly values: OptionValues<Table>;
  readonly positionals: readonly string[];
}

/** Reads `argv` (without node and script) by the table. Throws UsageError with one sentence. */
export function readCommandLine<Table extends OptionTable>(table: Table, argv: readonly string[]): CommandLine<Table> {
  const { tokens, positionals } = parseArgs({
    args: [...argv],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: Object.fromEntries(Object.entries(table).map(([name, option]) => [name, parseArgsOption(option)])),
  });
  const values = emptyValues(table);
  const given = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const option = table[token.name];
    if (!option) throw unknownOption(table, token.rawName);
    if (option.kind !== "list" && given.has(token.name)) throw new UsageError(`--${token.name} is given twice.`);
    given.add(token.name);
    if (option.kind === "switch") {
      if (token.value !== undefined)
        throw new UsageError(`--${token.name} takes no value; "${token.value}" was given.`);
      values[token.name] = true;
      continue;
    }
    if (option.kind === "value" && option.bare !== undefined && token.value === undefined) {
      values[token.name] = option.bare;
      continue;
    }
    // `--seed --watch`: parseArgs would take the next flag as the value.
    if (token.value === undefined || token.value === "" || (!token.inlineValue && token.value.startsWith("-"))) {
      throw new UsageError(`--${token.name} needs a value: ${spelling(token.name, option)}`);
    }
    const earlier = values[token.name];
    values[token.name] =
      option.kind === "list" && Array.isArray(earlier)
        ? [...earlier, ...option.read(token.value)]
        : option.read(token.value);
  }
  // The loop above has filled in the table's own type name by name; the compiler cannot follow that.
  return { values: values as OptionValues<Table>, positionals };
}

function parseArgsOption(option: Option): { type: "boolean" | "string"; short?: string } {
  const type = takesNone(option) ? "boolean" : "string";
  return option.short === undefined ? { type } : { type, short: option.short };
}

function emptyValues(table: OptionTable): Record<string, unknown> {
  const empty = (option: Option) => (option.kind === "list" ? [] : option.kind === "switch" ? false : undefined);
  return Object.fromEntries(Object.entries(table).map(([name, option]) => [name, empty(option)]));
}

function unknownOption(table: OptionTable, rawName: string): UsageError {
  const meant = nearest(rawName.replace(/^-+/, ""), Object.keys(table));
  const hint = meant === undefined ? "" : ` Did you mean --${meant}?`;
  return new UsageError(`There is no option ${rawName}.${hint}`);
}
