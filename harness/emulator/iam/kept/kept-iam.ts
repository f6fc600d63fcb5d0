import type { Credential } from "../../gateway/credential.ts";
import type { IssuedCredentials } from "../../gateway/issued-credentials.ts";
import type { KeptEntity, KeptRoom } from "../../state-changes.ts";
import { IamState, type ManagedPolicy, type Role, type User } from "../iam-state.ts";
import type { Iam } from "../index.ts";

/** Roles, users, policies and the access keys that IAM and STS have given out, across restarts. */
export function keepIam(iam: Iam): KeptRoom {
  let held: { readonly state: IamState; readonly issued: IssuedCredentials } | undefined;
  iam.hold((dependencies, issued) => {
    const state = new IamState(dependencies, issued);
    held = { state, issued };
    return state;
  });
  if (!held) throw new Error("IAM has taken no state.");
  const { state, issued } = held;
  return {
    restore(entities) {
      for (const entity of entities) restoreEntity(state, issued, entity);
    },
    compared: { kinds: ["role", "user", "policy", "credential"], all: () => comparedEntities(state, issued) },
  };
}

function* comparedEntities(state: IamState, issued: IssuedCredentials): Generator<KeptEntity> {
  for (const role of state.roles.values()) yield { kind: "role", key: [role.name], value: role };
  for (const user of state.users.values()) yield { kind: "user", key: [user.name], value: user };
  for (const policy of state.policies.values()) yield { kind: "policy", key: [policy.arn], value: policy };
  for (const credential of issued.all()) {
    if (credential.expiresAtMs !== undefined && credential.expiresAtMs < state.nowMs) continue;
    yield { kind: "credential", key: [credential.accessKeyId], value: credential };
  }
}

function restoreEntity(state: IamState, issued: IssuedCredentials, { kind, key: [key = ""], value }: KeptEntity): void {
  switch (kind) {
    case "role":
      state.roles.set(key, value as Role);
      state.register(value as Role);
      break;
    case "user":
      state.users.set(key, value as User);
      state.register(value as User);
      break;
    case "policy":
      state.policies.set(key, value as ManagedPolicy);
      break;
    case "credential":
      issued.issue(value as Credential);
      break;
    default:
      throw new Error(`IAM keeps nothing of the kind ${kind}.`);
  }
}
