import { type Option, type OptionTable, spelling } from "./options.ts";

export interface HelpParts<Table extends OptionTable = OptionTable> {
  readonly usage: readonly string[];
  readonly intro: string;
  readonly options: Table;
  /**
   * Of a command with many options: those that are often used, under headings. The others are only named, and explained by
   * `--help-all`.
   */
  readonly groups?: readonly HelpGroup[];
  readonly examples: readonly string[];
  readonly closing: readonly string[];
}

export interface HelpGroup {
  readonly title: string;
  /** Of options in the table. */
  readonly names: readonly string[];
}

const SHORT_WIDTH = "-g, ".length;
const NAMES_WIDTH = 78;

/** One screen of help: usage, what it does, options, examples, exit status and where to read on. */
export function helpText(parts: HelpParts, how: "screen" | "everything" = "screen"): string {
  return [
    `Usage: ${parts.usage.join("\n       ")}`,
    "",
    parts.intro,
    "",
    ...(parts.groups && how === "screen" ? groupedLines(parts.options, parts.groups) : allLines(parts.options)),
    "",
    "Examples:",
    ...parts.examples.map((example) => `  ${example}`),
    "",
    ...parts.closing,
    "",
  ].join("\n");
}

function allLines(options: OptionTable): string[] {
  const names = Object.keys(options);
  return optionLines(options, names, widest(options, names, SHORT_WIDTH), SHORT_WIDTH);
}

function groupedLines(options: OptionTable, groups: readonly HelpGroup[]): string[] {
  const told = groups.flatMap(({ names }) => names);
  // The columns of all groups stand below one another.
  const width = widest(options, told, 0);
  const others = Object.entries(options).filter(([name]) => !told.includes(name));
  return [
    ...groups.flatMap(({ title, names }) => [`${title}:`, ...optionLines(options, names, width, 0)]),
    "More, which --help-all explains:",
    ...wrapped(others.map(([name, option]) => spelling(name, option))).map((line) => `  ${line}`),
  ];
}

function optionLines(options: OptionTable, names: readonly string[], width: number, shortWidth: number): string[] {
  return names.flatMap((name) => {
    const option = options[name];
    return option ? [`  ${leftOf(name, option, shortWidth).padEnd(width)}  ${option.description}`] : [];
  });
}

function widest(options: OptionTable, names: readonly string[], shortWidth: number): number {
  const lengths = names.flatMap((name) => (options[name] ? leftOf(name, options[name], shortWidth).length : []));
  return Math.max(...lengths);
}

function leftOf(name: string, option: Option, shortWidth: number): string {
  const short = option.short === undefined || name.length === 1 ? "" : `-${option.short}, `;
  return `${short.padEnd(shortWidth)}${spelling(name, option)}`;
}

function wrapped(words: readonly string[]): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 2 > NAMES_WIDTH) lines.push(word);
    else lines[lines.length - 1] = `${last}, ${word}`;
  }
  return lines;
}
