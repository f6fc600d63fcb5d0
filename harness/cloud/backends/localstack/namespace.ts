import { randomInt } from "node:crypto";

/**
 * A world's own corner of a LocalStack that others use at the same time. LocalStack keeps accounts apart, and takes a
 * key id of twelve digits for the account; only the names of buckets are shared by all.
 */
export interface Namespace {
  readonly accountId: string;
  readonly bucketName: string;
  /** Keys that belong to the account. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Text of the namespace as the story has it: its account, its bucket. */
  asTold(text: string): string;
  /** The other way round. */
  asKept(text: string): string;
  /** The same as `asTold` in every string of a value. */
  valueAsTold<T>(value: T): T;
}

/** `told`: the account and the bucket that the scenario speaks of. */
export function newNamespace(told: { readonly accountId: string; readonly bucketName: string }): Namespace {
  const accountId = String(randomInt(100_000_000_000, 999_999_999_999));
  const bucketName = `${told.bucketName}-${accountId}`;
  const asTold = (text: string): string =>
    text.replaceAll(bucketName, told.bucketName).replaceAll(accountId, told.accountId);
  const asKept = (text: string): string =>
    text.replaceAll(told.accountId, accountId).replaceAll(told.bucketName, bucketName);
  return {
    accountId,
    bucketName,
    credentials: { accessKeyId: accountId, secretAccessKey: "test" },
    asTold,
    asKept,
    valueAsTold: <T>(value: T) => retold(value, asTold) as T,
  };
}

function retold(value: unknown, asTold: (text: string) => string): unknown {
  if (typeof value === "string") return asTold(value);
  if (Array.isArray(value)) return value.map((item) => retold(item, asTold));
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, retold(member, asTold)]));
}
