import type { RoomDependencies } from "../../room.ts";
import { namedTableNotFound, tableExists, tableNotFound } from "../errors.ts";
import type { Item } from "../values/attribute-value.ts";
import { type KeySchema, type OnItem, Table, type TableIdentity, type TableSettings } from "./table.ts";

/** How long after its time an item goes: AWS tells "within a few days" and once told 48 hours (howitworks-ttl.html). */
const EXPIRED_FOR_MS = 172_800_000;

/** The tables of one account and region. */
export class TableDirectory {
  readonly deps: RoomDependencies;
  readonly #tables = new Map<string, Table>();
  #onItem: OnItem | undefined;

  constructor(deps: RoomDependencies) {
    this.deps = deps;
  }

  now(): number {
    return this.deps.clock.now();
  }

  /** Throws ResourceInUseException. */
  create(name: string, key: KeySchema, settings: TableSettings): Table {
    if (this.#tables.has(name)) throw tableExists(name);
    const { region, accountId, random } = this.deps;
    const arn = `arn:aws:dynamodb:${region}:${accountId}:table/${name}`;
    const id = random.stream("dynamodb/table-id").uuid();
    return this.restore({ name, arn, id, createdAtMs: this.now() }, key, settings);
  }

  restore(identity: TableIdentity, key: KeySchema, settings: TableSettings): Table {
    const table = new Table(identity, key, settings);
    table.onItem = this.#onItem;
    this.#tables.set(table.name, table);
    return table;
  }

  /** Has every change of an item told from now on. */
  tellItems(onItem: OnItem): void {
    this.#onItem = onItem;
    for (const table of this.#tables.values()) table.onItem = onItem;
  }

  all(): Table[] {
    return [...this.#tables.values()];
  }

  /** For reads and writes of items, by name or ARN. Throws ResourceNotFoundException. */
  of(nameOrArn: string): Table {
    const table = this.#tables.get(nameOfTable(nameOrArn));
    if (!table) throw tableNotFound();
    this.#forgetExpired(table);
    return table;
  }

  /** For operations on the table itself. Throws ResourceNotFoundException, with the name. */
  named(nameOrArn: string): Table {
    const table = this.find(nameOrArn);
    if (!table) throw namedTableNotFound(nameOfTable(nameOrArn));
    this.#forgetExpired(table);
    return table;
  }

  /** By name or ARN. */
  find(nameOrArn: string): Table | undefined {
    return this.#tables.get(nameOfTable(nameOrArn));
  }

  delete(table: Table): void {
    table.clear();
    this.#tables.delete(table.name);
  }

  /** In the order of the alphabet. */
  names(): string[] {
    return [...this.#tables.keys()].sort();
  }

  #forgetExpired(table: Table): void {
    const { expiresBy } = table.settings;
    if (expiresBy === undefined) return;
    const before = (this.now() - EXPIRED_FOR_MS) / 1000;
    for (const item of [...table.items()]) if (expiresBefore(item, expiresBy, before)) table.delete(item);
  }
}

/** Only numbers count (howitworks-ttl.html). */
function expiresBefore(item: Item, attribute: string, epochSeconds: number): boolean {
  const value = Object.hasOwn(item, attribute) ? item[attribute] : undefined;
  return value !== undefined && "N" in value && Number(value.N) < epochSeconds;
}

/** `arn:aws:dynamodb:us-east-1:123456789012:table/name/index/other` → `name` */
function nameOfTable(nameOrArn: string): string {
  return /^arn:aws[a-z-]*:dynamodb:[^:]*:[^:]*:table\/([^/]+)/.exec(nameOrArn)?.[1] ?? nameOrArn;
}
