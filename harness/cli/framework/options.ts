/**
 * A command's options as one typed table, by their long names: the parser, the help text and the notice about flags
 * that npm swallowed all read it.
 */
export type OptionTable = Readonly<Record<string, Option>>;

export type Option = Switch | ValueOption<unknown> | ListOption<unknown>;

interface Described {
  readonly short?: string;
  /** One line of the help text, with default and unit. */
  readonly description: string;
}

interface Switch extends Described {
  readonly kind: "switch";
}

interface ValueOption<T> extends Described {
  readonly kind: "value";
  /** How the help text calls the value: `N`, `DIR`. */
  readonly placeholder: string;
  /** Throws a UsageError that says what is accepted. */
  read(text: string): T;
  /** What the option means without a value; then a value stands behind `=`. Absent: it needs one. */
  readonly bare?: T;
  /** Whether a stray argument was meant for this option; default: that it can be read. */
  fits?(text: string): boolean;
}

interface ListOption<T> extends Described {
  readonly kind: "list";
  readonly placeholder: string;
  /** One occurrence; it may hold several values, separated by commas. Throws like a value's. */
  read(text: string): readonly T[];
}

/** What the table's options hold once a command line has been read. */
export type OptionValues<Table extends OptionTable> = {
  readonly [Name in keyof Table]: Table[Name] extends ListOption<infer T>
    ? readonly T[]
    : Table[Name] extends ValueOption<infer T>
      ? T | undefined
      : boolean;
};

/** Whether the option may stand without a value. */
export function takesNone(option: Option): boolean {
  return option.kind === "switch" || (option.kind === "value" && option.bare !== undefined);
}

/** `--seed N`, as help and messages spell an option; one whose name is a letter has a single dash, as others write it. */
export function spelling(name: string, option: Option): string {
  const flag = name.length === 1 ? `-${name}` : `--${name}`;
  if (option.kind === "switch") return flag;
  return takesNone(option) ? `${flag}[=${option.placeholder}]` : `${flag} ${option.placeholder}`;
}
