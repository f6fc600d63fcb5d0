import type { Credential } from "./credential.ts";

/** Access keys that STS and IAM have given out in this world. */
export class IssuedCredentials {
  readonly #byAccessKeyId = new Map<string, Credential>();

  find(accessKeyId: string): Credential | undefined {
    return this.#byAccessKeyId.get(accessKeyId);
  }

  issue(credential: Credential): void {
    this.#byAccessKeyId.set(credential.accessKeyId, credential);
  }

  revoke(accessKeyId: string): void {
    this.#byAccessKeyId.delete(accessKeyId);
  }
}
