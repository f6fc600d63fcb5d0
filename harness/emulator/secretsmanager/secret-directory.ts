import type { RoomDependencies } from "../room.ts";
import {
  invalidRequest,
  markedForDeletion,
  secretExists,
  secretNotFound,
  valueNotFound,
  versionExists,
} from "./errors.ts";

const CURRENT = "AWSCURRENT";
const PREVIOUS = "AWSPREVIOUS";
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

export interface SecretContent {
  readonly text: string | undefined;
  /** Base64. */
  readonly binary: string | undefined;
}

export interface SecretVersion extends SecretContent {
  readonly id: string;
  readonly createdAtMs: number;
  readonly stages: Set<string>;
}

/** A secret; times are milliseconds since the epoch. */
export interface Secret {
  readonly name: string;
  readonly arn: string;
  readonly createdAtMs: number;
  readonly versions: Map<string, SecretVersion>;
  readonly tags: Map<string, string>;
  description: string | undefined;
  keyId: string | undefined;
  policy: string | undefined;
  changedAtMs: number;
  accessedAtMs: number | undefined;
  deletedAtMs: number | undefined;
  /** When its recovery window ends. */
  goneAtMs: number | undefined;
}

/** The secrets of one account and region. */
export class SecretDirectory {
  readonly deps: RoomDependencies;
  readonly #secrets = new Map<string, Secret>();

  constructor(deps: RoomDependencies) {
    this.deps = deps;
  }

  now(): number {
    return this.deps.clock.now();
  }

  /** An id for what the client has not named. */
  newId(): string {
    return this.deps.random.stream("secretsmanager/version-id").uuid();
  }

  /** Throws ResourceExistsException, InvalidRequestException. */
  create(name: string): Secret {
    const there = this.find(name);
    if (there && there.deletedAtMs !== undefined) {
      throw invalidRequest(
        "You can't create this secret because a secret with this name is already scheduled for deletion.",
      );
    }
    if (there) throw secretExists(name);
    const secret: Secret = {
      name,
      arn: this.#newArn(name),
      createdAtMs: this.now(),
      versions: new Map(),
      tags: new Map(),
      description: undefined,
      keyId: undefined,
      policy: undefined,
      changedAtMs: this.now(),
      accessedAtMs: undefined,
      deletedAtMs: undefined,
      goneAtMs: undefined,
    };
    this.#secrets.set(name, secret);
    return secret;
  }

  /** By name, ARN, or ARN without its suffix; marked for deletion or not. Throws ResourceNotFoundException. */
  described(id: string): Secret {
    const secret = this.find(id);
    if (!secret) throw secretNotFound();
    return secret;
  }

  /** One that is not marked for deletion. Throws ResourceNotFoundException, InvalidRequestException. */
  usable(id: string): Secret {
    const secret = this.described(id);
    if (secret.deletedAtMs !== undefined) throw markedForDeletion();
    return secret;
  }

  /** What a forced deletion answers of a secret that is not there (API_DeleteSecret.html, ForceDeleteWithoutRecovery). */
  neverThere(name: string): object {
    return { ARN: name.startsWith("arn:") ? name : this.#newArn(name), Name: name, DeletionDate: this.now() / 1000 };
  }

  #newArn(name: string): string {
    const random = this.deps.random.stream("secretsmanager/arn-suffix");
    const suffix = Array.from({ length: 6 }, () => LETTERS[random.integer(LETTERS.length)]).join("");
    return `arn:aws:secretsmanager:${this.deps.region}:${this.deps.accountId}:secret:${name}-${suffix}`;
  }

  restore(secret: Secret): void {
    this.#secrets.set(secret.name, secret);
  }

  remove({ name }: Secret): void {
    this.#secrets.delete(name);
  }

  /** The newest first. */
  all(): Secret[] {
    for (const secret of this.#secrets.values()) this.#forget(secret);
    return [...this.#secrets.values()].reverse();
  }

  /**
   * Adds a version, or finds the same one again by its id. Its stages leave the other versions; AWSCURRENT leaves AWSPREVIOUS behind.
   * Throws ResourceExistsException for the same id with another content.
   */
  put(secret: Secret, id: string, content: SecretContent, stages: readonly string[] = [CURRENT]): SecretVersion {
    const there = secret.versions.get(id);
    if (there) {
      if (there.text !== content.text || there.binary !== content.binary) throw versionExists(id);
      return there;
    }
    const version: SecretVersion = { ...content, id, createdAtMs: this.now(), stages: new Set() };
    secret.versions.set(id, version);
    // The first version is the current one whatever it is called (API_PutSecretValue.html).
    const first = secret.versions.size === 1 ? [CURRENT] : [];
    for (const stage of new Set([...first, ...stages])) moveStage(secret, stage, version);
    secret.changedAtMs = this.now();
    return version;
  }

  find(id: string): Secret | undefined {
    const [, named] = /^arn:aws[a-z-]*:secretsmanager:[^:]*:[^:]*:secret:(.+)$/.exec(id) ?? [];
    const byArn = named === undefined ? undefined : [...this.#secrets.values()].find(({ arn }) => arn === id);
    const secret = byArn ?? this.#secrets.get(named ?? id);
    return secret && !this.#forget(secret) ? secret : undefined;
  }

  /** Whether a secret's recovery window is over; it is gone then. */
  #forget(secret: Secret): boolean {
    if (secret.goneAtMs === undefined || this.now() < secret.goneAtMs) return false;
    this.#secrets.delete(secret.name);
    return true;
  }
}

/** Gives a stage to a version and takes it from whoever has it. */
export function moveStage(secret: Secret, stage: string, version: SecretVersion | undefined): void {
  const holder = [...secret.versions.values()].find(({ stages }) => stages.has(stage));
  if (holder === version) return;
  holder?.stages.delete(stage);
  if (stage === CURRENT && holder) {
    for (const { stages } of secret.versions.values()) stages.delete(PREVIOUS);
    holder.stages.add(PREVIOUS);
  }
  version?.stages.add(stage);
}

/** Throws ResourceNotFoundException. */
export function versionOf(secret: Secret, id: string | undefined, stage?: string) {
  const wanted = stage ?? (id === undefined ? CURRENT : undefined);
  const version = [...secret.versions.values()].find(
    (one) => (id === undefined || one.id === id) && (wanted === undefined || one.stages.has(wanted)),
  );
  if (version) return version;
  if (id !== undefined && stage !== undefined && secret.versions.has(id)) {
    throw invalidRequest("You provided a VersionStage that is not associated to the provided VersionId.");
  }
  throw valueNotFound(id === undefined ? `staging label: ${wanted}` : `VersionId: ${id}`);
}
