/** One small change of one place, made by Stryker's rules. */
export interface Mutant {
  /** By which the instrumented code switches it on; differs from run to run. */
  readonly id: string;
  /** From the project's root. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** The line in which its place begins. */
  readonly lineText: string;
  /** Stryker's name for the rule: `ConditionalExpression`. */
  readonly mutator: string;
  readonly original: string;
  readonly replacement: string;
  /** A text for people that no page of the contract names; such mutants are not drawn. */
  readonly unnamedText: boolean;
  readonly place: Place;
}

/** As Stryker counts: lines and columns from 0. */
export interface Place {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

/** Names a mutant in reports and from run to run, as long as its place is not moved. */
export function nameOf({ file, line, column, mutator, replacement, place: { end } }: Mutant): string {
  return `${file}:${line}:${column}-${end.line + 1}:${end.column + 1} ${mutator} ${replacement}`;
}

/** What stands at a place. */
export function textAt(source: string, { start, end }: Place): string {
  const lines = source.split("\n").slice(start.line, end.line + 1);
  const last = lines.length - 1;
  return lines
    .map((line, index) => line.slice(index === 0 ? start.column : 0, index === last ? end.column : undefined))
    .join("\n");
}
