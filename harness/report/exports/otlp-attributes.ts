/** A KeyValue of common.proto. */
export interface OtlpAttribute {
  readonly key: string;
  readonly value: OtlpValue;
}

type OtlpValue =
  | { readonly stringValue: string }
  | { readonly boolValue: boolean }
  /** An int64, so a decimal string. */
  | { readonly intValue: string }
  | { readonly doubleValue: number };

/** Attributes of what is there; what is no plain value is told as JSON. A key must not be empty (OpenTelemetry, "Attribute"). */
export function anyValues(values: Readonly<Record<string, unknown>>): OtlpAttribute[] {
  return Object.entries(values).flatMap(([key, value]) =>
    key === "" || value === undefined || value === null ? [] : [{ key: key.toWellFormed(), value: anyValue(value) }],
  );
}

function anyValue(value: unknown): OtlpValue {
  // A protobuf string is valid Unicode, which a text cut inside of a pair of surrogates is not.
  if (typeof value === "string") return { stringValue: value.toWellFormed() };
  if (typeof value === "boolean") return { boolValue: value };
  if (typeof value === "number" && Number.isSafeInteger(value)) return { intValue: String(value) };
  if (typeof value === "number" && Number.isFinite(value)) return { doubleValue: value };
  return { stringValue: JSON.stringify(value) ?? String(value) };
}
