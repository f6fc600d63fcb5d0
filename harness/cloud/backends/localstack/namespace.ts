import { randomInt } from "node:crypto";

/**
 * A world's own namespace in a LocalStack that others use at the same time. LocalStack separates accounts and takes an
 * access key id of twelve digits as the account; only bucket names are shared by all accounts.
 */
export interface Namespace {
  readonly accountId: string;
  readonly bucketName: string;
  /** Keys that belong to the account. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Puts the scenario's account and bucket in the place of those of the namespace. */
  canonicalText(text: string): string;
  /** The reverse of `canonicalText`. */
  namespacedText(text: string): string;
  /** `canonicalText` of every string in a value. */
  canonicalValue<T>(value: T): T;
}

/** `canonical`: the account and the bucket that the scenario names. */
export function newNamespace(canonical: { readonly accountId: string; readonly bucketName: string }): Namespace {
  const accountId = String(randomInt(100_000_000_000, 999_999_999_999));
  const bucketName = `${canonical.bucketName}-${accountId}`;
  const canonicalText = (text: string): string =>
    text.replaceAll(bucketName, canonical.bucketName).replaceAll(accountId, canonical.accountId);
  const namespacedText = (text: string): string =>
    text.replaceAll(canonical.accountId, accountId).replaceAll(canonical.bucketName, bucketName);
  return {
    accountId,
    bucketName,
    credentials: { accessKeyId: accountId, secretAccessKey: "test" },
    canonicalText,
    namespacedText,
    canonicalValue: <T>(value: T) => mapStrings(value, canonicalText) as T,
  };
}

function mapStrings(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === "string") return map(value);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, map));
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, mapStrings(member, map)]));
}
