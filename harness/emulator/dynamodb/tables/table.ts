import { createHash } from "node:crypto";
import { invalid, invalidParameters, keyMismatch } from "../errors.ts";
import { MAXIMUM_HASH_KEY_BYTES, MAXIMUM_RANGE_KEY_BYTES } from "../limits.ts";
import { type AttributeValue, compareValues, type Item, typeOf, valueBytes } from "../values/attribute-value.ts";

/** Names of the attributes that make a key. */
export interface KeySchema {
  readonly hash: string;
  readonly range: string | undefined;
}

export interface IndexProjection {
  readonly type: "ALL" | "KEYS_ONLY" | "INCLUDE";
  readonly attributes: readonly string[];
}

export interface Index {
  readonly name: string;
  readonly kind: "local" | "global";
  readonly key: KeySchema;
  readonly projection: IndexProjection;
  /** As it was asked for, in provisioned mode. */
  readonly throughput: Throughput | undefined;
}

export interface Throughput {
  readonly ReadCapacityUnits: number;
  readonly WriteCapacityUnits: number;
}

export type KeyType = "S" | "N" | "B";

/** What a table is, besides its items; times are milliseconds since the epoch. */
export interface TableSettings {
  billingMode: "PROVISIONED" | "PAY_PER_REQUEST";
  throughput: Throughput | undefined;
  attributeTypes: ReadonlyMap<string, KeyType>;
  indexes: readonly Index[];
  tableClass: string | undefined;
  isProtected: boolean;
  isEncrypted: boolean;
  expiresBy: string | undefined;
}

export interface TableIdentity {
  readonly name: string;
  readonly arn: string;
  readonly id: string;
  readonly createdAtMs: number;
}

/** Told of each item that is another than it was (`undefined`: gone), by the texts of its keys. */
export type OnItem = (table: Table, hash: string, range: string, item: Item | undefined) => void;

/** One table with its items. */
export class Table {
  readonly name: string;
  readonly arn: string;
  readonly id: string;
  readonly createdAtMs: number;
  readonly key: KeySchema;
  readonly settings: TableSettings;
  readonly tags = new Map<string, string>();
  onItem: OnItem | undefined;
  /** Items by range key, by hash key, both as texts. */
  readonly #partitions = new Map<string, Map<string, Item>>();

  constructor(identity: TableIdentity, key: KeySchema, settings: TableSettings) {
    this.name = identity.name;
    this.arn = identity.arn;
    this.id = identity.id;
    this.createdAtMs = identity.createdAtMs;
    this.key = key;
    this.settings = settings;
  }

  get(key: Item): Item | undefined {
    const [hash, range] = this.#texts(key);
    return this.#partitions.get(hash)?.get(range);
  }

  put(item: Item): void {
    const [hash, range] = this.#texts(item);
    const partition = this.#partitions.get(hash) ?? new Map<string, Item>();
    partition.set(range, item);
    this.#partitions.set(hash, partition);
    this.onItem?.(this, hash, range, item);
  }

  delete(key: Item): void {
    const [hash, range] = this.#texts(key);
    const partition = this.#partitions.get(hash);
    if (partition?.delete(range)) this.onItem?.(this, hash, range, undefined);
    if (partition?.size === 0) this.#partitions.delete(hash);
  }

  /** No item is left. */
  clear(): void {
    for (const item of [...this.items()]) this.delete(item);
  }

  /** All items, or those of one hash key; in no order. */
  *items(hash?: AttributeValue): Iterable<Item> {
    if (hash === undefined) for (const partition of this.#partitions.values()) yield* partition.values();
    else yield* this.#partitions.get(keyText(hash))?.values() ?? [];
  }

  /** Names of this key's attributes. */
  get keyNames(): readonly string[] {
    return namesOf(this.key);
  }

  /** The key's attributes of an item. */
  keyOf(item: Item): Item {
    return picked(item, this.keyNames);
  }

  /** Throws ValidationException, in the words that a whole item's key is refused with. */
  checkItem(item: Item): void {
    for (const name of this.keyNames) {
      const value = Object.hasOwn(item, name) ? item[name] : undefined;
      if (value === undefined) throw invalidParameters(`Missing the key ${name} in the item`);
      this.#checkType(name, value, (text) => `Type mismatch for key ${name} ${text}`);
      this.#checkKeyValue(name, value);
    }
    for (const { name: index, key } of this.settings.indexes) {
      for (const name of namesOf(key)) {
        const value = Object.hasOwn(item, name) ? item[name] : undefined;
        if (value === undefined) continue;
        this.#checkType(
          name,
          value,
          (text) =>
            `Type mismatch for Index Key ${name} ${text.replace("expected", "Expected").replace("actual", "Actual")} IndexName: ${index}`,
        );
        this.checkNotEmpty(name, value, index);
      }
    }
  }

  /** Throws ValidationException, in the words that a request's Key is refused with. */
  checkKey(key: Item): void {
    const names = Object.keys(key);
    if (names.length !== this.keyNames.length) throw keyMismatch();
    for (const name of this.keyNames) {
      const value = Object.hasOwn(key, name) ? key[name] : undefined;
      if (value === undefined || typeOf(value) !== this.settings.attributeTypes.get(name)) throw keyMismatch();
      this.#checkKeyValue(name, value);
    }
  }

  #checkType(name: string, value: AttributeValue, sentence: (text: string) => string): void {
    const expected = this.settings.attributeTypes.get(name);
    if (typeOf(value) === expected) return;
    throw invalidParameters(sentence(`expected: ${expected} actual: ${typeOf(value)}`));
  }

  /** Throws ValidationException. */
  checkNotEmpty(name: string, value: AttributeValue, index?: string): void {
    const isEmpty = ("S" in value && value.S === "") || ("B" in value && value.B === "");
    if (!isEmpty) return;
    const sentence = `The AttributeValue for a key attribute cannot contain an empty ${"S" in value ? "string" : "binary"} value.`;
    throw invalid(
      index === undefined
        ? `One or more parameter values are not valid. ${sentence} Key: ${name}`
        : `One or more parameter values are not valid. A value specified for a secondary index key is not supported. ${sentence} IndexName: ${index}, IndexKey: ${name}`,
    );
  }

  #checkKeyValue(name: string, value: AttributeValue): void {
    this.checkNotEmpty(name, value);
    const most = name === this.key.hash ? MAXIMUM_HASH_KEY_BYTES : MAXIMUM_RANGE_KEY_BYTES;
    if (valueBytes(value) <= most) return;
    throw invalidParameters(
      name === this.key.hash
        ? `Size of hashkey has exceeded the maximum size limit of${most} bytes`
        : `Aggregated size of all range keys has exceeded the size limit of ${most} bytes`,
    );
  }

  #texts(item: Item): [hash: string, range: string] {
    const text = (name: string | undefined) => {
      const value = name === undefined ? undefined : item[name];
      return value === undefined ? "" : keyText(value);
    };
    return [text(this.key.hash), text(this.key.range)];
  }
}

/** A key's value as a text that no other value has; numbers are in their normal form. */
function keyText(value: AttributeValue): string {
  return `${typeOf(value)}:${String(Object.values(value)[0])}`;
}

export function namesOf({ hash, range }: KeySchema): readonly string[] {
  return range === undefined ? [hash] : [hash, range];
}

export function picked(item: Item, names: readonly string[]): Item {
  return Object.fromEntries(
    names.flatMap((name): [string, AttributeValue][] => {
      const value = Object.hasOwn(item, name) ? item[name] : undefined;
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Where a hash key stands in a scan: as at AWS in an order that tells nothing, and always the same. */
export function scanPlace(item: Item, { hash }: KeySchema): string {
  const value = item[hash];
  return value === undefined ? "" : createHash("md5").update(keyText(value)).digest("hex");
}

/** Orders items of one hash key. */
export function compareRanges(left: Item, right: Item, { range }: KeySchema): number {
  const [one, other] = range === undefined ? [] : [left[range], right[range]];
  return one === undefined || other === undefined ? 0 : (compareValues(one, other) ?? 0);
}
