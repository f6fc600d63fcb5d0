import type { RoomDependencies } from "../room.ts";
import { parameterNotFound, tooManyVersions, versionNotFound } from "./errors.ts";
import { MAXIMUM_VERSIONS } from "./limits.ts";

export type ParameterType = "String" | "StringList" | "SecureString";
export type ParameterTier = "Standard" | "Advanced";

export interface ParameterVersion {
  readonly version: number;
  readonly type: ParameterType;
  readonly value: string;
  readonly tier: ParameterTier;
  readonly dataType: string;
  readonly description: string | undefined;
  readonly allowedPattern: string | undefined;
  readonly keyId: string | undefined;
  /** Milliseconds since the epoch. */
  readonly modifiedAtMs: number;
  readonly modifiedBy: string;
  readonly labels: Set<string>;
}

/** A parameter with its versions, the oldest first; there is always one. */
export interface StoredParameter {
  readonly name: string;
  readonly versions: ParameterVersion[];
  readonly tags: Map<string, string>;
}

/** The parameters of one account and region. */
export class ParameterStore {
  readonly deps: RoomDependencies;
  readonly #parameters = new Map<string, StoredParameter>();

  constructor(deps: RoomDependencies) {
    this.deps = deps;
  }

  arn(name: string): string {
    return `arn:aws:ssm:${this.deps.region}:${this.deps.accountId}:parameter/${name.replace(/^\//, "")}`;
  }

  find(name: string): StoredParameter | undefined {
    return this.#parameters.get(this.#nameOf(name));
  }

  /** Throws ParameterNotFound. */
  named(name: string): StoredParameter {
    const parameter = this.find(name);
    if (!parameter) throw parameterNotFound();
    return parameter;
  }

  /**
   * A version by a name, an ARN, `name:3` or `name:label`; the newest without a selector. Throws ParameterNotFound,
   * ParameterVersionNotFound.
   */
  selected(nameOrArn: string): { parameter: StoredParameter; version: ParameterVersion; selector: string | undefined } {
    const name = this.#nameOf(nameOrArn);
    const at = name.lastIndexOf(":");
    const parameter = this.named(at < 0 ? name : name.slice(0, at));
    if (at < 0) return { parameter, version: newest(parameter), selector: undefined };
    const selector = name.slice(at + 1);
    const version = parameter.versions.find(
      ({ version, labels }) => String(version) === selector || labels.has(selector),
    );
    if (!version) throw versionNotFound(parameter.name, selector);
    return { parameter, version, selector: `:${selector}` };
  }

  /** In the order of their names. */
  all(): StoredParameter[] {
    return [...this.#parameters.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
  }

  /** Puts a version on top of the others. Throws ParameterMaxVersionLimitExceeded. */
  put(name: string, content: Omit<ParameterVersion, "version" | "labels" | "modifiedAtMs">): StoredParameter {
    const parameter = this.#parameters.get(name) ?? { name, versions: [], tags: new Map<string, string>() };
    if (parameter.versions.length >= MAXIMUM_VERSIONS) {
      if ((parameter.versions[0]?.labels.size ?? 0) > 0) throw tooManyVersions(name);
      parameter.versions.shift();
    }
    const version = (parameter.versions.at(-1)?.version ?? 0) + 1;
    parameter.versions.push({ ...content, version, labels: new Set(), modifiedAtMs: this.deps.clock.now() });
    this.#parameters.set(name, parameter);
    return parameter;
  }

  restore(parameter: StoredParameter): void {
    this.#parameters.set(parameter.name, parameter);
  }

  delete(name: string): boolean {
    return this.#parameters.delete(this.#nameOf(name));
  }

  /** `/a/b` in an ARN has lost its first slash. */
  #nameOf(nameOrArn: string): string {
    const [, path] = /^arn:aws[a-z-]*:ssm:[^:]*:[^:]*:parameter\/(.+)$/.exec(nameOrArn) ?? [];
    if (path === undefined) return nameOrArn;
    return path.includes("/") || this.#parameters.has(`/${path.split(":")[0]}`) ? `/${path}` : path;
  }
}

export function newest({ versions }: StoredParameter): ParameterVersion {
  const last = versions.at(-1);
  if (!last) throw new Error("A parameter without a version is never stored.");
  return last;
}
