import { uniqueId } from "../gateway/account-ids.ts";
import type { IssuedCredentials } from "../gateway/issued-credentials.ts";
import type { RoomDependencies } from "../room.ts";
import { noSuchEntity } from "./errors.ts";

/** What a role and a user have in common. */
export interface Identity {
  readonly kind: "role" | "user";
  readonly name: string;
  readonly path: string;
  readonly id: string;
  readonly arn: string;
  readonly accountId: string;
  readonly createdAtMs: number;
  /** Documents by the policy's name. */
  readonly inlinePolicies: Map<string, string>;
  /** ARNs of managed policies, in the order of their attachment. */
  readonly attachedPolicies: Set<string>;
  readonly tags: Map<string, string>;
}

export interface Role extends Identity {
  readonly kind: "role";
  trustDocument: string;
  description: string | undefined;
  maximumSessionSeconds: number;
}

export interface AccessKey {
  readonly accessKeyId: string;
  readonly createdAtMs: number;
}

export interface User extends Identity {
  readonly kind: "user";
  readonly accessKeys: AccessKey[];
}

export interface PolicyVersion {
  readonly id: string;
  readonly document: string;
  readonly createdAtMs: number;
}

export interface ManagedPolicy {
  readonly name: string;
  readonly path: string;
  readonly id: string;
  readonly arn: string;
  readonly description: string | undefined;
  readonly createdAtMs: number;
  readonly versions: PolicyVersion[];
  defaultVersionId: string;
  /** How many there have ever been: their ids are not used again. */
  versionCount: number;
  readonly tags: Map<string, string>;
}

const ADMINISTRATOR_ACCESS = '{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';

/** Roles, users and policies of one world. */
export class IamState {
  readonly dependencies: RoomDependencies;
  readonly issued: IssuedCredentials;
  readonly roles = new Map<string, Role>();
  readonly users = new Map<string, User>();
  readonly policies = new Map<string, ManagedPolicy>();

  constructor(dependencies: RoomDependencies, issued: IssuedCredentials) {
    this.dependencies = dependencies;
    this.issued = issued;
  }

  get nowMs(): number {
    return this.dependencies.clock.now();
  }

  newId(prefix: "AIDA" | "AKIA" | "ANPA" | "AROA"): string {
    return uniqueId(prefix, prefix === "AKIA" ? 16 : 17, this.dependencies.random.stream(`iam/${prefix}`));
  }

  /** Throws NoSuchEntity. */
  role(name: string): Role {
    const role = this.roles.get(name);
    if (!role) throw noSuchEntity(`The role with name ${name} cannot be found.`);
    return role;
  }

  /** Throws NoSuchEntity. */
  user(name: string): User {
    const user = this.users.get(name);
    if (!user) throw noSuchEntity(`The user with name ${name} cannot be found.`);
    return user;
  }

  /** Throws NoSuchEntity. */
  policy(arn: string): ManagedPolicy {
    const policy = this.policies.get(arn);
    if (!policy) throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
    return policy;
  }

  /** From now on the gateway asks the identity's policies. */
  register(identity: Identity): void {
    this.issued.policies.register(identity.name, () => [
      ...identity.inlinePolicies.values(),
      ...[...identity.attachedPolicies].flatMap((arn) => this.#defaultDocument(arn)),
    ]);
  }

  #defaultDocument(policyArn: string): string[] {
    const policy = this.policies.get(policyArn);
    const version = policy?.versions.find(({ id }) => id === policy.defaultVersionId);
    if (version) return [version.document];
    // Of AWS's own policies this one alone is known.
    return policyArn.endsWith(":aws:policy/AdministratorAccess") ? [ADMINISTRATOR_ACCESS] : [];
  }

  attachments(policyArn: string): number {
    return [...this.roles.values(), ...this.users.values()].filter(({ attachedPolicies: a }) => a.has(policyArn))
      .length;
  }
}
