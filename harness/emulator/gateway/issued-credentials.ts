import type { Credential } from "./credential.ts";
import { IdentityPolicies } from "./identity-policies.ts";

/** Access keys that STS and IAM have given out in this world. */
export class IssuedCredentials {
  /** What those may do to whom IAM has given a role or a user. */
  readonly policies = new IdentityPolicies();
  readonly #byAccessKeyId = new Map<string, Credential>();

  find(accessKeyId: string): Credential | undefined {
    return this.#byAccessKeyId.get(accessKeyId);
  }

  all(): Iterable<Credential> {
    return this.#byAccessKeyId.values();
  }

  issue(credential: Credential): void {
    this.#byAccessKeyId.set(credential.accessKeyId, credential);
  }

  revoke(accessKeyId: string): void {
    this.#byAccessKeyId.delete(accessKeyId);
  }
}
