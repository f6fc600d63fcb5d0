import { createHash } from "node:crypto";
import type { RoomDependencies } from "../room.ts";
import { aliasExists, aliasNotFound, disabled, invalidKeyId, keyNotFound, pendingDeletion } from "./errors.ts";

/** A symmetric key; times are milliseconds since the epoch. */
export interface Key {
  readonly id: string;
  readonly arn: string;
  readonly createdAtMs: number;
  /** What encrypts; of the world's chance, so a run gives the same ciphertexts again. */
  readonly material: Buffer;
  readonly tags: Map<string, string>;
  readonly manager: "AWS" | "CUSTOMER";
  description: string;
  policy: string;
  isEnabled: boolean;
  /** Absent: it does not. */
  rotatesEveryDays: number | undefined;
  rotatesFromMs: number;
  goneAtMs: number | undefined;
}

export interface Alias {
  readonly name: string;
  readonly arn: string;
  readonly createdAtMs: number;
  targetKeyId: string;
  updatedAtMs: number;
}

/** The keys of one account and region. */
export class KeyDirectory {
  readonly deps: RoomDependencies;
  readonly #keys = new Map<string, Key>();
  readonly #aliases = new Map<string, Alias>();

  constructor(deps: RoomDependencies) {
    this.deps = deps;
  }

  now(): number {
    return this.deps.clock.now();
  }

  create(): Key {
    const random = this.deps.random.stream("kms/key");
    return this.#keep(random.uuid(), random.bytes(32), "CUSTOMER");
  }

  /** By id, ARN, alias or its ARN; `alias/aws/SERVICE` is made when it is first asked for. Throws NotFoundException. */
  named(given: string): Key {
    this.#forgetGone();
    const name = given.replace(/^arn:aws[a-z-]*:kms:[^:]*:[^:]*:(?:key\/)?/, "");
    if (!name.startsWith("alias/")) {
      if (!/^(?:mrk-)?[0-9a-f-]{32,36}$/.test(name)) throw invalidKeyId(given);
      const key = this.#keys.get(name);
      if (!key) throw keyNotFound(this.#arn(`key/${name}`));
      return key;
    }
    const alias = this.#aliases.get(name) ?? (name.startsWith("alias/aws/") ? this.#ofService(name) : undefined);
    if (!alias) throw aliasNotFound(this.#arn(name));
    return this.named(alias.targetKeyId);
  }

  /** One that can be used. Throws NotFoundException, DisabledException, KMSInvalidStateException. */
  usable(given: string): Key {
    const key = this.staying(given);
    if (!key.isEnabled) throw disabled(key.arn);
    return key;
  }

  /**
   * One that is not about to be deleted (https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html). Throws NotFoundException,
   * KMSInvalidStateException.
   */
  staying(given: string): Key {
    const key = this.named(given);
    if (key.goneAtMs !== undefined) throw pendingDeletion(key.arn);
    return key;
  }

  keys(): Key[] {
    this.#forgetGone();
    return [...this.#keys.values()].sort((left, right) => (left.id < right.id ? -1 : 1));
  }

  aliases(): Alias[] {
    return [...this.#aliases.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
  }

  /** Throws AlreadyExistsException. */
  createAlias(name: string, targetKeyId: string): Alias {
    const arn = this.#arn(name);
    if (this.#aliases.has(name)) throw aliasExists(arn);
    const alias: Alias = { name, arn, createdAtMs: this.now(), targetKeyId, updatedAtMs: this.now() };
    this.#aliases.set(name, alias);
    return alias;
  }

  /** Throws NotFoundException. */
  alias(name: string): Alias {
    const alias = this.#aliases.get(name);
    if (!alias) throw aliasNotFound(this.#arn(name));
    return alias;
  }

  restoreKey(key: Key): void {
    this.#keys.set(key.id, key);
  }

  restoreAlias(alias: Alias): void {
    this.#aliases.set(alias.name, alias);
  }

  deleteAlias({ name }: Alias): void {
    this.#aliases.delete(name);
  }

  /** AWS's own key of a service: its id is derived from its name. */
  #ofService(name: string): Alias {
    const digest = createHash("sha256").update(this.#arn(name)).digest();
    const hex = digest.toString("hex");
    const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
    this.#keep(id, digest, "AWS");
    return this.createAlias(name, id);
  }

  #keep(id: string, material: Buffer, manager: Key["manager"]): Key {
    const key: Key = {
      id,
      arn: this.#arn(`key/${id}`),
      createdAtMs: this.now(),
      material,
      tags: new Map(),
      manager,
      description: "",
      policy: defaultPolicy(this.deps.accountId),
      isEnabled: true,
      rotatesEveryDays: undefined,
      rotatesFromMs: this.now(),
      goneAtMs: undefined,
    };
    this.#keys.set(id, key);
    return key;
  }

  #arn(resource: string): string {
    return `arn:aws:kms:${this.deps.region}:${this.deps.accountId}:${resource}`;
  }

  #forgetGone(): void {
    for (const { id, goneAtMs } of this.#keys.values()) {
      if (goneAtMs === undefined || this.now() < goneAtMs) continue;
      this.#keys.delete(id);
      for (const alias of this.aliases()) if (alias.targetKeyId === id) this.deleteAlias(alias);
    }
  }
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
function defaultPolicy(accountId: string): string {
  const Principal = { AWS: `arn:aws:iam::${accountId}:root` };
  const Statement = [
    { Sid: "Enable IAM User Permissions", Effect: "Allow", Principal, Action: "kms:*", Resource: "*" },
  ];
  return JSON.stringify({ Version: "2012-10-17", Id: "key-default-1", Statement });
}
