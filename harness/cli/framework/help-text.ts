import { type OptionTable, spelling } from "./options.ts";

export interface HelpParts<Table extends OptionTable = OptionTable> {
  readonly usage: readonly string[];
  readonly intro: string;
  readonly options: Table;
  readonly examples: readonly string[];
  readonly closing: readonly string[];
}

/** One screen of help: usage, what it does, options, examples, exit status and where to read on. */
export function helpText(parts: HelpParts): string {
  const rows = Object.entries(parts.options).map(([name, option]) => {
    const short = option.short === undefined ? "    " : `-${option.short}, `;
    return [`${short}${spelling(name, option)}`, option.description] as const;
  });
  const width = Math.max(...rows.map(([left]) => left.length));
  return [
    `Usage: ${parts.usage.join("\n       ")}`,
    "",
    parts.intro,
    "",
    ...rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`),
    "",
    "Examples:",
    ...parts.examples.map((example) => `  ${example}`),
    "",
    ...parts.closing,
    "",
  ].join("\n");
}
