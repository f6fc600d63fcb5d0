/** One entry of what the consolidation and its callback call `outputs`. */
export interface Output {
  readonly rawKey: string;
}

export function isOutputs(values: readonly unknown[]): values is readonly Output[] {
  return (
    values.length > 0 &&
    values.every(
      (value) => typeof value === "object" && value !== null && "rawKey" in value && typeof value.rawKey === "string",
    )
  );
}

export function orderOf(outputs: readonly Output[]): string[] {
  return outputs.map(({ rawKey }) => rawKey);
}

export function byRawKey(outputs: readonly Output[]): Output[] {
  return outputs.toSorted((a, b) => (a.rawKey < b.rawKey ? -1 : 1));
}

export function isRotation(values: readonly string[], of: readonly string[]): boolean {
  const start = of.indexOf(values[0] ?? "");
  return values.every((value, index) => value === of[(start + index) % of.length]);
}
